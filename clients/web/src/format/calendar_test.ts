import { assertEquals } from "@std/assert";
import { addDays, addMonths, ago, daysBetween, inLagos, lastDay, today } from "./calendar.ts";

Deno.test("the day in Lagos begins at 23:00 UTC", () => {
  assertEquals(today(Date.parse("2026-11-26T22:59:59Z")), "2026-11-26");
  assertEquals(today(Date.parse("2026-11-26T23:00:00Z")), "2026-11-27");
  assertEquals(inLagos("2026-12-31T23:05:00Z"), { year: 2027, month: 1, day: 1, time: "00:05" });
});

Deno.test("what is kept with the first day after it ends the day before", () => {
  assertEquals(lastDay("2028-03-01"), "2028-02-29");
});

Deno.test("days between dates count leap days", () => {
  assertEquals(daysBetween("2028-02-28", "2028-03-01"), 2);
  assertEquals(daysBetween("2026-11-27", "2026-11-20"), -7);
});

Deno.test("days are added across months, years and the 29th of February", () => {
  assertEquals(addDays("2028-02-28", 1), "2028-02-29");
  assertEquals(addDays("2026-12-31", 1), "2027-01-01");
  assertEquals(addDays("2027-01-01", -1), "2026-12-31");
});

Deno.test("months are added across years, and to the end of shorter ones", () => {
  assertEquals(addMonths("2026-11-30", 1), "2026-12-30");
  assertEquals(addMonths("2026-11-30", 3), "2027-02-28");
  assertEquals(addMonths("2027-12-31", 2), "2028-02-29");
  assertEquals(addMonths("2027-01-31", 12), "2028-01-31");
  assertEquals(addMonths("2027-01-31", 0), "2027-01-31");
});

Deno.test("how long ago is said in the largest whole unit", () => {
  const now = Date.parse("2026-11-27T09:00:00Z");
  assertEquals(ago("2026-11-27T08:59:30Z", now), { unit: "now" });
  assertEquals(ago("2026-11-27T09:00:30Z", now), { unit: "now" });
  assertEquals(ago("2026-11-27T08:10:00Z", now), { unit: "minute", count: 50 });
  assertEquals(ago("2026-11-27T06:10:00Z", now), { unit: "hour", count: 2 });
  assertEquals(ago("2026-11-26T20:00:00Z", now), { unit: "day", count: 1 });
  assertEquals(ago("2026-10-01T09:00:00Z", now), { unit: "day", count: 57 });
  assertEquals(ago("2026-08-01T09:00:00Z", now), { unit: "month", count: 3 });
  assertEquals(ago("2023-08-01T09:00:00Z", now), { unit: "year", count: 3 });
});
