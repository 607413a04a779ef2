import { assertEquals } from "@std/assert";
import { monthsAway, weeksOf } from "./weeks.ts";

Deno.test("a month stands in weeks from Monday", () => {
  const november = weeksOf("2026-11");
  assertEquals(november.length, 6);
  assertEquals(november[0], [...Array(6).fill(undefined), "2026-11-01"]);
  assertEquals(november[5]?.[0], "2026-11-30");
  assertEquals(weeksOf("2027-02").flat().filter((it) => it !== undefined).length, 28);
  assertEquals(weeksOf("2027-02").length, 4);
});

Deno.test("months go over the year", () => {
  assertEquals(monthsAway("2026-12", 1), "2027-01");
  assertEquals(monthsAway("2026-01", -1), "2025-12");
});
