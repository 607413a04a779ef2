import { assertEquals } from "@std/assert";
import { reachedBy } from "./mandated_homes.ts";

const place = (id: string, org_id: string, parent_id: string | null = null) => ({
  id,
  org_id,
  parent_id,
});
const places = [
  place("estate", "owner"),
  place("block", "owner", "estate"),
  place("house", "owner", "block"),
  place("elsewhere", "owner"),
  place("other", "somebody else"),
];
const reached = (property_id: string | null) =>
  reachedBy({ org_id: "owner", property_id }, places).map(({ id }) => id);

Deno.test("a mandate over everything reaches all of its owner's, and nobody else's", () => {
  assertEquals(reached(null), ["estate", "block", "house", "elsewhere"]);
});

Deno.test("one over a property reaches what stands in it, however deep, and nothing around it", () => {
  assertEquals(reached("estate"), ["estate", "block", "house"]);
  assertEquals(reached("block"), ["block", "house"]);
  assertEquals(reached("gone"), []);
});
