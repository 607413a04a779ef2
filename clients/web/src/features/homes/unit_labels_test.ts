import { assertEquals } from "@std/assert";
import { labelsFrom, mostAtOnce, someOf } from "./unit_labels.ts";

Deno.test("labels go on from the first, as people count", () => {
  assertEquals(labelsFrom("Flat 3", 3), ["Flat 3", "Flat 4", "Flat 5"]);
  assertEquals(labelsFrom(" Shop  B ", 3), ["Shop B", "Shop C", "Shop D"]);
  assertEquals(labelsFrom("B09", 2), ["B09", "B10"]);
  assertEquals(labelsFrom("Block 2A", 2), ["Block 2A", "Block 2B"]);
  assertEquals(labelsFrom("Flat", 2), ["Flat 1", "Flat 2"]);
  assertEquals(labelsFrom("Shop Y", 3), ["Shop Y 1", "Shop Y 2", "Shop Y 3"]);
  assertEquals(labelsFrom("Main house", 1), ["Main house"]);
  assertEquals(labelsFrom("Flat 1", 0), []);
  assertEquals(labelsFrom("Flat 1", 10_000).length, mostAtOnce);
});

Deno.test("a few labels are all said, of many the first and the last, none twice", () => {
  assertEquals(someOf(labelsFrom("Flat 1", 2)), "Flat 1, Flat 2");
  assertEquals(someOf(labelsFrom("Flat 1", 3)), "Flat 1, Flat 2, Flat 3");
  assertEquals(someOf(labelsFrom("Flat 1", 4)), "Flat 1, Flat 2, Flat 3, Flat 4");
  assertEquals(someOf(labelsFrom("Flat 1", 5)), "Flat 1, Flat 2, Flat 3 … Flat 5");
});
