import { assertEquals } from "@std/assert";
import type { Property, PropertyOccupancy } from "@estate/sdk";
import { countsOf, treeOf } from "./tree.ts";

const property = (id: string, parent_id: string | null = null) => ({ id, parent_id }) as Property;
const used = (property_id: string, units: number, taken: number): PropertyOccupancy => ({
  property_id,
  units,
  let: taken,
  vacant: units - taken,
  reserved: 0,
  stay: 0,
  sold: 0,
});

Deno.test("an estate counts what stands in it; what stands in something unseen stands by itself", () => {
  const tree = treeOf(
    [property("estate"), property("block", "estate"), property("house"), property("hut", "hidden")],
    [used("block", 4, 3), used("house", 1, 1), used("estate", 2, 0)],
  );
  assertEquals(tree.map(({ property: { id } }) => id), ["estate", "house", "hut"]);
  assertEquals(tree[0]?.inside.map(({ property: { id } }) => id), ["block"]);
  assertEquals(tree[0]?.counts, { units: 6, let: 3, vacant: 3 });
  assertEquals(tree[2]?.counts, { units: 0, let: 0, vacant: 0 });
  assertEquals(countsOf(tree), { units: 7, let: 4, vacant: 3 });
});
