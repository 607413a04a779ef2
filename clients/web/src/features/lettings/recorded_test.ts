import { assertEquals } from "@std/assert";
import { blank, byRoom, toItems, unseen, usual, withItem } from "./recorded.ts";

Deno.test("an item is added behind those of its room, once", () => {
  const first = [blank("Kitchen", "Sink"), blank("Bedroom", "Floor")];
  const more = withItem(first, " kitchen ", "Door");
  assertEquals(more.map(({ room, item }) => [room, item]), [
    ["Kitchen", "Sink"],
    ["Kitchen", "Door"],
    ["Bedroom", "Floor"],
  ]);
  assertEquals(withItem(more, "Kitchen", "door"), more);
  assertEquals(withItem(more, "Store", "Shelf").at(-1), blank("Store", "Shelf"));
});

Deno.test("rooms keep the places of their items in the whole list", () => {
  const all = [blank("A", "1"), blank("B", "1"), blank("A", "2")];
  assertEquals(
    byRoom(all).map(({ room, all }) => [room, all.map(([at]) => at)]),
    [["A", [0, 2]], ["B", [1]]],
  );
});

Deno.test("a cost is sent of what is poor, damaged or missing alone", () => {
  const found = (condition: "good" | "damaged") => ({
    ...blank("A", condition),
    condition,
    note: " ",
    costKobo: 100,
  });
  assertEquals(
    toItems([found("good"), found("damaged")]).map((it) => [it.estimated_cost_kobo, it.note]),
    [[null, null], [100, null]],
  );
});

Deno.test("the usual rooms are all still to be looked at", () => {
  assertEquals(unseen(usual()), usual().length);
  assertEquals(new Set(usual().map((it) => `${it.room} ${it.item}`)).size, usual().length);
});
