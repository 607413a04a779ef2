/** What a form says of units, as it is sent; and which facts are missing or make no sense. */
import type { UnitChanges } from "@estate/sdk";
import { hasBedrooms, unitKinds } from "./home_kinds.ts";

/** What of a unit can be wrong. */
export type WrongOfUnit = "label" | "bedrooms" | "bathrooms" | "floor_area_sqm" | "count";

type UnitFacts = Required<UnitChanges>;

/** Features that a form can name: those of the database. */
type Feature = UnitFacts["features"][number];

/** Reads it; `count` is how many of them there are, one where the form does not ask. */
export function readUnit(
  fields: FormData,
): { readonly facts: UnitFacts; readonly count: number; readonly wrong: readonly WrongOfUnit[] } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const number = (name: string) => said(name) === "" ? 0 : Number(said(name).replaceAll(",", ""));
  const kind = unitKinds.find((it) => it === said("kind")) ?? "flat";
  const count = said("count") === "" ? 1 : Number(said("count"));
  const area = said("floor_area_sqm") === "" ? null : number("floor_area_sqm");
  const facts: UnitFacts = {
    label: said("label"),
    kind,
    bedrooms: hasBedrooms(kind) ? number("bedrooms") : 0,
    bathrooms: number("bathrooms"),
    floor_area_sqm: area,
    features: fields.getAll("features").map(String) as Feature[],
    is_furnished: fields.get("is_furnished") !== null,
  };
  const isCount = (value: number, from: number, to: number) =>
    Number.isInteger(value) && value >= from && value <= to;
  const wrong: WrongOfUnit[] = [];
  if (facts.label === "" || facts.label.length > 80) wrong.push("label");
  if (!isCount(facts.bedrooms, 0, 50)) wrong.push("bedrooms");
  if (!isCount(facts.bathrooms, 0, 50)) wrong.push("bathrooms");
  if (area !== null && !(area > 0 && area < 1e8)) wrong.push("floor_area_sqm");
  if (!isCount(count, 1, 60)) wrong.push("count");
  return { facts, count, wrong };
}
