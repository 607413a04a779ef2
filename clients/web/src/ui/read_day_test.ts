import { assertEquals } from "@std/assert";
import { readDayUntil, typedDay } from "./read_day.ts";

const read = (typed: string) => readDayUntil(typed, "2026-12-05", "not yet");

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
