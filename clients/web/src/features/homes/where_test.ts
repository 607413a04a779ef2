import { assertEquals } from "@std/assert";
import { middleOf } from "./where.ts";

Deno.test("a map begins among the homes of the area, whatever one of them says", () => {
  assertEquals(middleOf([]), undefined);
  const at = (longitude: number, latitude: number) => ({ longitude, latitude });
  assertEquals(middleOf([at(3.37, 6.51), at(8.5, 12), at(3.38, 6.5)]), {
    longitude: 3.38,
    latitude: 6.51,
    zoom: 14,
  });
});
