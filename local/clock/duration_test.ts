import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { StackError } from "../stack_error.ts";
import { readDuration } from "./duration.ts";

Deno.test("how far to move time is read in hours, days and weeks, forward and within bounds", () => {
  assertEquals(readDuration("+30d"), 30 * 86_400_000);
  assertEquals(readDuration("36h"), 36 * 3_600_000);
  assertEquals(readDuration("+2w"), 14 * 86_400_000);
  assertEquals(readDuration("+3660d"), 3660 * 86_400_000);
  for (
    const wrong of ["", "+", "30", "+30m", "+0d", "+3661d", "+999999w", "+1.5d", "+-3d", "+30d x"]
  ) {
    assertThrows(() => readDuration(wrong), StackError, "Cannot move time by");
  }
  const back = assertThrows(() => readDuration("-3d"), StackError);
  assertStringIncludes(back.message, "forward only");
});
