import { assertEquals } from "@std/assert";
import { readDayWithin, typedDay } from "./read_day.ts";

const refusals = { tooEarly: "passed", tooLate: "not yet" };
const read = (typed: string) => readDayWithin(typed, { until: "2026-12-05" }, refusals);

Deno.test("the day comes first, and what is written of a day reads as that day", () => {
  assertEquals(read("05/12/2026"), {
    understood: true,
    value: "2026-12-05",
    says: "5 December 2026",
  });
  for (const day of ["2026-12-05", "2026-05-12", "2024-02-29", "2025-01-31"]) {
    const reading = read(typedDay(day));
    assertEquals(reading.understood && reading.value, day);
  }
  assertEquals(typedDay("2026-05-12"), "12/5/2026");
});

Deno.test("a day that has not come is refused, and not offered either", () => {
  assertEquals(read("06/12/2026"), { understood: false, reason: "not yet", readings: [] });
  assertEquals(read("5/12/2062").understood, false);
  const offered = read("12/13/2026");
  assertEquals(offered.understood === false && offered.readings, []);
  const past = read("11/13/2026");
  assertEquals(past.understood === false && past.readings.map(({ value }) => value), [
    "2026-11-13",
  ]);
});

Deno.test("where a day is to come, one that has passed is refused in its own words", () => {
  const days = { from: "2026-12-05", until: "2028-12-05" };
  const coming = (typed: string) => readDayWithin(typed, days, refusals);
  assertEquals(coming("4/12/2026"), { understood: false, reason: "passed", readings: [] });
  assertEquals(coming("6/12/2028"), { understood: false, reason: "not yet", readings: [] });
  const reading = coming("05/12/2026");
  assertEquals(reading.understood && reading.value, "2026-12-05");
});
