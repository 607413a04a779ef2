import { assertEquals } from "@std/assert";
import { daysOf, monthsOf, periods, readPeriod } from "./period.ts";

const today = "2026-01-15";

Deno.test("periods begin and end on whole months, back into the year before", () => {
  assertEquals(periods.map((it) => Object.values(daysOf(it, today))), [
    ["2026-01-01", "2026-01-31"],
    ["2025-12-01", "2025-12-31"],
    ["2026-01-01", "2026-03-31"],
    ["2025-10-01", "2025-12-31"],
    ["2026-01-01", "2026-12-31"],
    ["2025-01-01", "2025-12-31"],
  ]);
  assertEquals(daysOf("last-quarter", "2026-08-31").toOn, "2026-06-30");
  assertEquals(daysOf("this-month", "2028-02-29").toOn, "2028-02-29");
});

Deno.test("days of one's own count when both can be; else it is this tax year", () => {
  const own = { from: "2026-02-01", to: "2026-02-28" };
  assertEquals(readPeriod(own, today), { fromOn: "2026-02-01", toOn: "2026-02-28" });
  const year = daysOf("this-year", today);
  assertEquals(readPeriod({ from: "2026-02-30", to: "2026-03-01" }, today), year);
  assertEquals(readPeriod({ from: "2026-03-01", to: "2026-02-01" }, today), year);
  assertEquals(readPeriod({ from: "2026-03-01" }, today), year);
  assertEquals(readPeriod({ period: "last-year" }, today).fromOn, "2025-01-01");
});

Deno.test("the months of some days, the first and the last included", () => {
  assertEquals(monthsOf({ fromOn: "2025-11-30", toOn: "2026-01-01" }), [
    "2025-11",
    "2025-12",
    "2026-01",
  ]);
});
