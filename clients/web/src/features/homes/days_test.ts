import { assertEquals } from "@std/assert";
import { dayAfter, daysOf, whenAre } from "./days.ts";

Deno.test("days of the database end a day before they say", () => {
  assertEquals(daysOf("[2026-01-01,2027-01-01)"), { from: "2026-01-01", last: "2026-12-31" });
  assertEquals(daysOf("[2026-01-01,)"), { from: "2026-01-01", last: null });
  assertEquals(daysOf("empty"), undefined);
  assertEquals(dayAfter("2028-02-28"), "2028-02-29");
});

Deno.test("days are over, now or to come", () => {
  const days = { from: "2026-11-20", last: "2026-11-27" };
  assertEquals(whenAre(days, "2026-11-28"), "over");
  assertEquals(whenAre(days, "2026-11-27"), "now");
  assertEquals(whenAre(days, "2026-11-19"), "coming");
  assertEquals(whenAre({ from: "2026-01-01", last: null }, "2030-01-01"), "now");
});
