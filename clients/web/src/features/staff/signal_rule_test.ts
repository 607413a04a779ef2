import { assertEquals } from "@std/assert";
import { daysOf, wholeWithin } from "./signal_rule.ts";

Deno.test("days of holding are read as the database writes them", () => {
  assertEquals([daysOf("7 days"), daysOf("1 day"), daysOf(null), daysOf("")], [
    7,
    1,
    undefined,
    undefined,
  ]);
});

Deno.test("a weight is a whole number within its limits", () => {
  assertEquals(wholeWithin(" 70 ", 1, 100), 70);
  for (const typed of ["0", "101", "7.5", "", "x"]) {
    assertEquals(wholeWithin(typed, 1, 100), undefined);
  }
});
