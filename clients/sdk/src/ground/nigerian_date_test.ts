import { assertEquals } from "@std/assert";
import { nigerianDate } from "./nigerian_date.ts";

Deno.test("the Nigerian date turns at 23:00 UTC, and counts days over months, leap days and years", () => {
  const at = (days: number, instant: string) => nigerianDate(days, new Date(instant));
  assertEquals(at(0, "2026-11-23T22:59:59.999Z"), "2026-11-23");
  assertEquals(at(0, "2026-11-23T23:00:00Z"), "2026-11-24");
  assertEquals(at(1, "2026-11-23T23:59:59Z"), "2026-11-25");
  assertEquals(at(0, "2026-12-31T23:30:00Z"), "2027-01-01");
  assertEquals(at(1, "2028-02-27T23:30:00Z"), "2028-02-29");
  assertEquals(at(-1, "2027-03-01T12:00:00Z"), "2027-02-28");
});

Deno.test("the Nigerian date is that of the time zone's own record", () => {
  const recorded = new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Lagos" });
  for (let hour = 0; hour < 24 * 366; hour++) {
    const instant = new Date(Date.UTC(2027, 0, 1, hour, 30));
    assertEquals(nigerianDate(0, instant), recorded.format(instant));
  }
});
