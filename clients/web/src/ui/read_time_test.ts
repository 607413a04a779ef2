import { assertEquals } from "@std/assert";
import { readTime } from "./read_time.ts";

const refusals = { none: "none", either: "either" };
const valueOf = (typed: string) => {
  const reading = readTime(typed, refusals);
  return reading.understood ? reading.value : reading.reason;
};

Deno.test("times are read as people write them", () => {
  const read: readonly (readonly [typed: string, value: string])[] = [
    ["9am", "09:00"],
    ["9 AM", "09:00"],
    ["9:30", "09:30"],
    ["09:30", "09:30"],
    ["9.30am", "09:30"],
    ["14.00", "14:00"],
    ["14:00", "14:00"],
    ["1400", "14:00"],
    ["1400hrs", "14:00"],
    ["14h30", "14:30"],
    ["2pm", "14:00"],
    ["2:15 p.m.", "14:15"],
    ["12am", "00:00"],
    ["12pm", "12:00"],
    ["12 noon", "12:00"],
    ["noon", "12:00"],
    ["midnight", "00:00"],
    ["10", "10:00"],
    ["10 o'clock", "10:00"],
    ["04:00", "04:00"],
    ["0:30", "00:30"],
    ["23:59", "23:59"],
  ];
  for (const [typed, value] of read) assertEquals(valueOf(typed), value, typed);
});

Deno.test("what is no time is refused", () => {
  for (const typed of ["", "24:00", "9:60", "13pm", "0am", "soon", "9:3", "99", "-5", "12345"]) {
    assertEquals(valueOf(typed), "none", typed);
  }
});

Deno.test("a bare early hour could be of the morning or of the afternoon", () => {
  assertEquals(readTime("4", refusals), {
    understood: false,
    reason: "either",
    readings: [
      { understood: true, value: "04:00", says: "04:00" },
      { understood: true, value: "16:00", says: "16:00" },
    ],
  } as never);
  assertEquals(valueOf("4:30"), "either");
  assertEquals(valueOf("7"), "07:00");
});
