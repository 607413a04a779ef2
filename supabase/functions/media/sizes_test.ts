import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { targetSizes } from "./sizes.ts";

Deno.test("a large photo is kept in three sizes of its own shape", () => {
  assertEquals(targetSizes({ width: 4000, height: 3000 }), [
    { width: 320, height: 240 },
    { width: 800, height: 600 },
    { width: 1600, height: 1200 },
  ]);
  assertEquals(targetSizes({ width: 3000, height: 4000 }).at(-1), { width: 1600, height: 2133 });
});

Deno.test("a small photo is kept as it is and not enlarged", () => {
  assertEquals(targetSizes({ width: 500, height: 400 }), [
    { width: 320, height: 256 },
    { width: 500, height: 400 },
  ]);
  assertEquals(targetSizes({ width: 100, height: 80 }), [{ width: 100, height: 80 }]);
  assertEquals(targetSizes({ width: 320, height: 200 }), [{ width: 320, height: 200 }]);
});

Deno.test("whatever the shape, sizes grow, fit and are at least a pixel", () => {
  const side = fc.integer({ min: 1, max: 50_000 });
  fc.assert(fc.property(side, side, (width, height) => {
    const sizes = targetSizes({ width, height });
    assert(sizes.length >= 1);
    sizes.forEach((size, i) => {
      assert(size.width >= 1 && size.width <= Math.min(1600, width));
      assert(size.height >= 1 && size.height <= Math.min(3200, height));
      assert(i === 0 || size.width > (sizes[i - 1]?.width ?? 0));
    });
  }));
});
