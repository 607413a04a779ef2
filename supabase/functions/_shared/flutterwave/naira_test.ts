import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { koboOf, nairaOf, nearestKoboOf } from "./naira.ts";

Deno.test("every amount of kobo survives naira, JSON and the way back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), (kobo) => {
      const sent = JSON.stringify({ amount: nairaOf(kobo) });
      assertEquals(koboOf((JSON.parse(sent) as { amount: number }).amount), kobo);
      assertEquals(koboOf(String(nairaOf(kobo))), kobo);
      assertEquals(nearestKoboOf(nairaOf(kobo)), kobo);
    }),
    { numRuns: 5000 },
  );
  assertEquals(nairaOf(150_050), 1500.5);
  assertEquals(nairaOf(1_000_000_000_000_000), 10_000_000_000_000);
});

Deno.test("what is not exact kobo is no amount", () => {
  assertEquals([koboOf(1.1), koboOf(0.07), koboOf("5000.500"), koboOf("12")], [
    110,
    7,
    500_050,
    1200,
  ]);
  for (const wrong of [0.005, 1.999, "1e3", 1e21, -5, NaN, Infinity, "", "5,000", " 5", "1."]) {
    assertEquals(koboOf(wrong), undefined, String(wrong));
  }
  assertEquals(koboOf(10_000_000_000_000.01), undefined, "more than any amount of ours");
  for (const wrong of [-1, 0.5, NaN, 1_000_000_000_000_001]) {
    assertThrows(() => nairaOf(wrong), RangeError);
  }
});

Deno.test("a fee is rounded to the nearest kobo", () => {
  assertEquals(
    [nearestKoboOf(16.8), nearestKoboOf(0.014), nearestKoboOf(0.015), nearestKoboOf("2.9949")],
    [1680, 1, 2, 299],
  );
  assertEquals([nearestKoboOf("1.4e1"), nearestKoboOf(-1)], [undefined, undefined]);
});
