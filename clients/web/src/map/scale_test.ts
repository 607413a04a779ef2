import { assertEquals } from "@std/assert";
import { scaleOf } from "./scale.ts";

Deno.test("the scale is a round length that fits", () => {
  assertEquals(scaleOf(10, 96), { metres: 500, pixels: 50 });
  assertEquals(scaleOf(1.2, 96), { metres: 100, pixels: 83 });
  assertEquals(scaleOf(2.1, 96), { metres: 200, pixels: 95 });
  assertEquals(scaleOf(1200, 96), { metres: 100_000, pixels: 83 });
});
