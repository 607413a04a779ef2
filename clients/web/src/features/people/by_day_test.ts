import { assertEquals } from "@std/assert";
import { byDay } from "./by_day.ts";

Deno.test("what begins late in the evening in UTC is on the next day in Lagos", () => {
  const at = (starts_at: string) => ({ starts_at });
  assertEquals(
    byDay([at("2026-11-27T10:00:00Z"), at("2026-11-27T22:59:00Z"), at("2026-11-27T23:00:00Z")])
      .map(({ day, all }) => [day, all.length]),
    [["2026-11-27", 2], ["2026-11-28", 1]],
  );
});
