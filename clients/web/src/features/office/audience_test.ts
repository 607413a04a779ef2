import { assertEquals } from "@std/assert";
import type { Addressee } from "@estate/sdk";
import { everybody, isUnchosen, propertiesOf, targetsOf, toggled } from "./audience.ts";

Deno.test("everybody names no homes; a choice of none is no choice of everybody", () => {
  assertEquals(targetsOf(everybody), {});
  assertEquals(isUnchosen(everybody), false);
  const none = { ...everybody, by: "homes" as const, propertyIds: ["a"] };
  assertEquals(isUnchosen(none), true);
  assertEquals(targetsOf(none), { tenancyIds: [] });
  assertEquals(
    targetsOf({ ...none, by: "properties", kinds: ["shop"] }),
    { propertyIds: ["a"], unitKinds: ["shop"] },
  );
});

Deno.test("what is chosen twice is chosen no more", () => {
  assertEquals(toggled(["a", "b"], "c"), ["a", "b", "c"]);
  assertEquals(toggled(["a", "b"], "a"), ["b"]);
});

Deno.test("properties are counted by the homes in them that are let", () => {
  const home = (property_id: string) => ({ property_id, property: `House ${property_id}` });
  assertEquals(propertiesOf([home("1"), home("2"), home("1")] as Addressee[]), [
    { id: "1", name: "House 1", homes: 2 },
    { id: "2", name: "House 2", homes: 1 },
  ]);
});
