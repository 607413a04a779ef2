import { assert, assertEquals } from "@std/assert";
import { endOf, shareDays } from "./share_days.ts";

Deno.test("a consent ends after its days, and the longest is within what the project allows", () => {
  const now = Date.parse("2026-11-27T10:00:00Z");
  assertEquals(endOf(7, now).toISOString(), "2026-12-04T09:59:00.000Z");
  assert(shareDays.every((it) => endOf(it, now).getTime() < now + 90 * 86_400_000));
});
