import { assertEquals } from "@std/assert";
import { readUnit } from "./read_unit.ts";

const form = (...fields: readonly (readonly [string, string])[]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};

Deno.test("what a form says of units is read, and what makes no sense named", () => {
  const { facts, count, wrong } = readUnit(form(
    ["label", " Flat 1 "],
    ["kind", "flat"],
    ["bedrooms", "2"],
    ["bathrooms", "2"],
    ["floor_area_sqm", "1,200.5"],
    ["features", "borehole"],
    ["features", "parking"],
    ["count", "6"],
  ));
  assertEquals(wrong, []);
  assertEquals([facts.label, facts.floor_area_sqm, count], ["Flat 1", 1200.5, 6]);
  assertEquals(facts.features, ["borehole", "parking"]);
  assertEquals(
    readUnit(
      form(["bedrooms", "two"], ["bathrooms", "51"], ["count", "0"], ["floor_area_sqm", "-1"]),
    )
      .wrong,
    ["label", "bedrooms", "bathrooms", "floor_area_sqm", "count"],
  );
});

Deno.test("nobody sleeps in a shop", () => {
  const { facts } = readUnit(form(["label", "B4"], ["kind", "shop"], ["bedrooms", "2"]));
  assertEquals(facts.bedrooms, 0);
});
