import { assertEquals } from "@std/assert";
import { readProperty, sameProperty } from "./read_property.ts";

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

Deno.test("what a form says of a property is read, and what is missing named", () => {
  const { facts, missing } = readProperty(form({
    kind: "building",
    use: "mixed",
    name: " Okafor Court ",
    street: "Herbert Macaulay Way",
    area: "Yaba",
    lga: "Lagos Mainland",
    state: "Lagos",
    landmark: "",
    longitude: "3.379",
    latitude: "6.5095",
  }));
  assertEquals(missing, []);
  assertEquals(
    [facts.name, facts.landmark, facts.longitude, facts.kind],
    ["Okafor Court", null, 3.379, "building"],
  );
  assertEquals(readProperty(form({})).missing, ["name", "street", "area", "lga", "state", "place"]);
  assertEquals(readProperty(form({ longitude: "3.3" })).missing.includes("place"), true);
});

Deno.test("a property of the same name in the same street is there already", () => {
  const known = [{ id: 1, name: "Okafor Court", street: "Allen Avenue" }];
  assertEquals(sameProperty(known, { name: "okafor court ", street: "ALLEN Avenue" })?.id, 1);
  assertEquals(sameProperty(known, { name: "Okafor Court", street: "Other Road" }), undefined);
});
