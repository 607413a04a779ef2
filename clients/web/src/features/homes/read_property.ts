/** What a form says of a property, as it is sent; and which facts are missing. */
import type { NewProperty } from "@estate/sdk";

/** Everything but the organization. */
export type PropertyFacts = Omit<NewProperty, "org_id" | "longitude" | "latitude" | "parent_id"> & {
  readonly longitude: number | null;
  readonly latitude: number | null;
};

/** A fact that cannot be left out. */
export type Missing = "name" | "street" | "area" | "lga" | "state" | "place";

const oneOf = <Word extends string>(words: readonly Word[], said: string, fallback: Word): Word =>
  words.find((it) => it === said) ?? fallback;

/** Reads it. Without a place nothing can be listed, so it is asked for at once. */
export function readProperty(
  fields: FormData,
): { readonly facts: PropertyFacts; readonly missing: readonly Missing[] } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const orNull = (name: string) => said(name) === "" ? null : said(name);
  const degrees = (name: string) => said(name) === "" ? null : Number(said(name));
  const facts: PropertyFacts = {
    kind: oneOf(["house", "building", "estate", "land"], said("kind"), "house"),
    use: oneOf(["residential", "commercial", "mixed"], said("use"), "residential"),
    name: said("name"),
    house_number: orNull("house_number"),
    street: said("street"),
    estate_name: orNull("estate_name"),
    area: said("area"),
    lga: said("lga"),
    state: said("state"),
    landmark: orNull("landmark"),
    longitude: degrees("longitude"),
    latitude: degrees("latitude"),
    location_precision: oneOf(["exact", "street", "area"], said("location_precision"), "exact"),
  };
  const missing: Missing[] = (["name", "street", "area", "lga", "state"] as const)
    .filter((it) => facts[it].length < (it === "street" ? 3 : it === "name" ? 1 : 2));
  if (facts.longitude === null || facts.latitude === null) missing.push("place");
  return { facts, missing };
}

/** One that is there already: of that name in that street, as an import tells them apart too. */
export function sameProperty<Known extends { readonly name: string; readonly street: string }>(
  known: readonly Known[],
  { name, street }: Pick<PropertyFacts, "name" | "street">,
): Known | undefined {
  const folded = (text: string) => text.trim().toLowerCase();
  return known.find((it) =>
    folded(it.name) === folded(name) && folded(it.street) === folded(street)
  );
}
