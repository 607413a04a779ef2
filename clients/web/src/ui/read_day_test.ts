import { assertEquals } from "@std/assert";
import { readDayUntil, readDayWithin, typedDay } from "./read_day.ts";

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

Deno.test("a day has two bounds, both within, and each says which", () => {
  const within = (typed: string) =>
    readDayWithin(typed, { from: "2026-12-05", until: "2027-12-05" }, { early: "e", late: "l" });
  const value = (typed: string) => {
    const reading = within(typed);
    return reading.understood ? reading.value : reading.reason;
  };
  assertEquals(
    ["4/12/2026", "5/12/2026", "5/12/2027", "6/12/2027"].map(value),
    ["e", "2026-12-05", "2027-12-05", "l"],
  );
  const offered = within("11/13/2026");
  assertEquals(offered.understood === false && offered.readings, []);
});
