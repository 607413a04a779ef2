import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { drawnOf, drawnOfPolygon, type Point, pointsOf, polygonOf } from "./drawn_area.ts";

const point = fc.tuple(
  fc.double({ min: 3, max: 14, noNaN: true }),
  fc.double({ min: 4, max: 13, noNaN: true }),
);

Deno.test("what was drawn comes back from the address, to some eleven metres, however fine it was", () => {
  fc.assert(fc.property(fc.array(point, { minLength: 3, maxLength: 400 }), (points) => {
    const drawn = drawnOf(points as readonly Point[]);
    // All points may be one.
    if (drawn === undefined) return;
    assert(drawn.length < 1_000);
    assertEquals(drawnOf(pointsOf(drawn) ?? []), drawn);
    assertEquals(drawnOfPolygon(polygonOf(drawn)), drawn);
  }));
});

Deno.test("an area is a closed ring in Nigeria; nonsense is none", () => {
  assertEquals(polygonOf("3.37_6.5~3.39_6.5~3.38_6.52"), {
    type: "Polygon",
    coordinates: [[[3.37, 6.5], [3.39, 6.5], [3.38, 6.52], [3.37, 6.5]]],
  });
  for (const it of [undefined, "", "3_6~4_7", "a_b~c_d~e_f", "0_51~0_52~1_52", "3_6~4_7~5"]) {
    assertEquals(polygonOf(it), undefined, it);
  }
  assertEquals(drawnOf([[3.37, 6.5], [3.37, 6.5], [3.37, 6.50001]]), undefined);
});
