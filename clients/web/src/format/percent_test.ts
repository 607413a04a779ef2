import { assertEquals } from "@std/assert";
import { percentOf, readPercent } from "./percent.ts";

Deno.test("a percentage is read as people write it", () => {
  assertEquals(["10", "7.5%", " 5 %", "2,5"].map(readPercent), [1000, 750, 500, 250]);
  assertEquals(["", "0", "101", "ten", "1.234"].map(readPercent), Array(5).fill(undefined));
});

Deno.test("a percentage is shown as it is typed", () => {
  assertEquals([percentOf(1000), percentOf(750), percentOf(null), percentOf(undefined)], [
    "10",
    "7.5",
    "",
    "",
  ]);
});
