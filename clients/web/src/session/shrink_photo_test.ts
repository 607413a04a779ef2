import { assertEquals } from "@std/assert";
import { fitted } from "./shrink_photo.ts";

Deno.test("a photo keeps its shape, and what is small stays as it is", () => {
  assertEquals(fitted(4000, 3000, 2000), { width: 2000, height: 1500 });
  assertEquals(fitted(3000, 4000, 2000), { width: 1500, height: 2000 });
  assertEquals(fitted(800, 600, 2000), { width: 800, height: 600 });
  assertEquals(fitted(20000, 3, 2000), { width: 2000, height: 1 });
});
