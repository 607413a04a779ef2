import { assertEquals } from "@std/assert";
import { fromReadings, isReading, toReadings } from "./meters.ts";

Deno.test("what was read comes back as it was, and other meters stay", () => {
  const known = [
    { meter: "water" as const, value: 12.5, number: "W-1" },
    { meter: "diesel" as const, value: 40 },
  ];
  const typed = fromReadings(known);
  assertEquals(typed.electricity, { value: "", number: "" });
  assertEquals(toReadings({ ...typed, electricity: { value: " 1042 ", number: "" } }, known), [
    { meter: "electricity", value: 1042 },
    { meter: "water", value: 12.5, number: "W-1" },
    { meter: "diesel", value: 40 },
  ]);
  assertEquals(toReadings({ ...typed, water: { value: "", number: "W-1" } }, known), [known[1]]);
});

Deno.test("a reading is a figure", () => {
  assertEquals(["1042", "12,5", "", " 7 "].map(isReading), [true, true, true, true]);
  assertEquals(["-1", "ten", "1.2.3"].map(isReading), [false, false, false]);
});
