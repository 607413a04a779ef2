import { assertEquals } from "@std/assert";
import { byDay } from "./days.ts";

Deno.test("times stand under their day in Lagos, the earliest first", () => {
  const times = [
    { starts_at: "2026-12-05T23:30:00Z" },
    { starts_at: "2026-12-05T10:00:00Z" },
    { starts_at: "2026-12-05T08:00:00Z" },
  ];
  assertEquals(byDay(times), [
    { day: "2026-12-05", times: [times[2]!, times[1]!] },
    { day: "2026-12-06", times: [times[0]!] },
  ]);
  assertEquals(byDay([]), []);
});
