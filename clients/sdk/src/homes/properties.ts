import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

type PropertyInsert = Database["public"]["Tables"]["properties"]["Insert"];
/** A property of an organization. */
export type Property = Database["public"]["Tables"]["properties"]["Row"];
/** A unit of a property. */
export type Unit = Database["public"]["Tables"]["units"]["Row"];
type UnitInsert = Database["public"]["Tables"]["units"]["Insert"];

/** A state of Nigeria, or FCT. */
export type NigerianState = Database["public"]["Tables"]["nigerian_states"]["Row"];

/** A property to add; the exact point is seen by the organization and its tenants only. */
export type NewProperty =
  & Pick<
    PropertyInsert,
    | "org_id"
    | "parent_id"
    | "kind"
    | "use"
    | "name"
    | "estate_name"
    | "house_number"
    | "street"
    | "area"
    | "lga"
    | "state"
    | "postcode"
    | "landmark"
    | "location_precision"
  >
  & { longitude: number; latitude: number };

/** A unit to add to a property. */
export type NewUnit = Pick<
  UnitInsert,
  | "org_id"
  | "property_id"
  | "label"
  | "kind"
  | "bedrooms"
  | "bathrooms"
  | "floor_area_sqm"
  | "features"
  | "is_furnished"
>;

/** What a unit is used for today; `next_free_on` is null when it is vacant or taken without an end. */
export interface UnitOccupancy {
  readonly unit_id: string;
  readonly property_id: string;
  readonly label: string;
  readonly status: "let" | "reserved" | "stay" | "vacant" | "sold";
  /** First day without a claim, such as 2027-01-31. */
  readonly next_free_on: string | null;
}

/** How many units of a property are used for what today; those of properties that stand in it are not counted. */
export interface PropertyOccupancy {
  readonly property_id: string;
  readonly units: number;
  readonly let: number;
  readonly vacant: number;
  readonly reserved: number;
  readonly stay: number;
  readonly sold: number;
}

/** The properties of an organization that you may see, by name; up to 1,000. */
export async function listProperties(estate: Estate, orgId: string): Promise<Property[]> {
  return dataOf(
    await estate.from("properties").select("*").eq("org_id", orgId).order("name").order("id"),
  );
}

/** The units of a property, by label; up to 1,000. */
export async function listUnits(estate: Estate, propertyId: string): Promise<Unit[]> {
  return dataOf(
    await estate.from("units").select("*").eq("property_id", propertyId).order("label").order("id"),
  );
}

/** How many units of each property of an organization are used for what today. A property without units is left out. */
export async function listPropertyOccupancy(
  estate: Estate,
  orgId: string,
): Promise<PropertyOccupancy[]> {
  return dataAs<PropertyOccupancy[]>(
    await estate.from("property_occupancy")
      .select("property_id, units, let, vacant, reserved, stay, sold").eq("org_id", orgId),
  );
}

/** Adds a property to an organization of yours; returns its id. @throws {EstateError} property.bad_place */
export async function addProperty(estate: Estate, property: NewProperty): Promise<string> {
  const answer = await estate.from("properties").insert(property).select("id").single();
  return dataOf<{ id: string }>(answer).id;
}

/** Adds a unit to a property; returns its id. */
export async function addUnit(estate: Estate, unit: NewUnit): Promise<string> {
  const answer = await estate.from("units").insert(unit).select("id").single();
  return dataOf<{ id: string }>(answer).id;
}

/** Places a property, with all that stands in it, in an estate of the organization; or by itself, with null. */
export async function moveProperty(
  estate: Estate,
  propertyId: string,
  parentId: string | null,
): Promise<void> {
  dataOf(
    await estate.from("properties").update({ parent_id: parentId }).eq("id", propertyId)
      .select("id").single(),
  );
}

/** What the units of an organization, or of one of its properties, are used for today; up to 1,000, by label. */
export async function listUnitOccupancy(
  estate: Estate,
  of: { orgId: string; propertyId?: string },
): Promise<UnitOccupancy[]> {
  let query = estate.from("unit_occupancy")
    .select("unit_id, property_id, label, status, next_free_on").eq("org_id", of.orgId);
  if (of.propertyId !== undefined) query = query.eq("property_id", of.propertyId);
  return dataAs<UnitOccupancy[]>(await query.order("label").order("unit_id"));
}

/** The 36 states and FCT, by name. Needs no login. */
export async function listStates(estate: Estate): Promise<NigerianState[]> {
  return dataOf(await estate.from("nigerian_states").select("*").order("name"));
}
