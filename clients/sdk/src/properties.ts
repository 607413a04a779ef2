import type { Estate } from "./client.ts";
import { dataOf } from "./estate_error.ts";
import type { Database } from "./generated/database.types.ts";
import { pointOf } from "./point.ts";

type PropertyInsert = Database["public"]["Tables"]["properties"]["Insert"];
type UnitInsert = Database["public"]["Tables"]["units"]["Insert"];

/** A property to add; the exact point is seen by the organization and its tenants only. */
export type NewProperty =
  & Pick<
    PropertyInsert,
    "org_id" | "kind" | "use" | "name" | "street" | "area" | "lga" | "state" | "landmark"
  >
  & { longitude: number; latitude: number };

/** A unit to add to a property. */
export type NewUnit = Pick<
  UnitInsert,
  "org_id" | "property_id" | "label" | "kind" | "bedrooms" | "bathrooms" | "floor_area_sqm"
>;

/** Adds a property to an organization of yours; returns its id. */
export async function addProperty(estate: Estate, property: NewProperty): Promise<string> {
  const { longitude, latitude, ...columns } = property;
  const answer = await estate.from("properties")
    .insert({ ...columns, location: pointOf(longitude, latitude) }).select("id").single();
  return dataOf<{ id: string }>(answer).id;
}

/** Adds a unit to a property; returns its id. */
export async function addUnit(estate: Estate, unit: NewUnit): Promise<string> {
  const answer = await estate.from("units").insert(unit).select("id").single();
  return dataOf<{ id: string }>(answer).id;
}
