import { assertEquals } from "@std/assert";
import { dayBefore } from "./days.ts";

Deno.test("the day before, over the ends of months, years and Februaries", () => {
  assertEquals(
    ["2027-01-01", "2028-03-01", "2027-03-01", "2026-11-27"].map(dayBefore),
    ["2026-12-31", "2028-02-29", "2027-02-28", "2026-11-26"],
  );
});
