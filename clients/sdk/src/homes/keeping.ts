import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { NewUnit, Property, Unit } from "./properties.ts";

/** What may be changed of a property. Both of `longitude` and `latitude`, or neither. */
export type PropertyChanges = Partial<
  Pick<
    Property,
    | "kind"
    | "use"
    | "name"
    | "estate_name"
    | "house_number"
    | "street"
    | "area"
    | "lga"
    | "state"
    | "landmark"
    | "longitude"
    | "latitude"
    | "location_precision"
  >
>;

/** What may be changed of a unit. */
export type UnitChanges = Partial<
  Pick<
    Unit,
    "label" | "kind" | "bedrooms" | "bathrooms" | "floor_area_sqm" | "features" | "is_furnished"
  >
>;

/** A unit with the property that it is in. */
export type UnitWithProperty = Unit & { readonly property: Property };

/** A claim on a unit, over or not; `period` such as [2026-01-01,2027-01-01), its end open while nobody knows it. */
export type UnitHold =
  & Pick<
    Database["public"]["Tables"]["unit_holds"]["Row"],
    "id" | "reason" | "status" | "expires_at" | "is_block" | "note" | "created_at"
  >
  & { readonly period: string };

/** A letting of a unit as its organization's list shows it, with the names of who rents it. */
export interface UnitTenancy {
  readonly id: string;
  readonly status: Database["public"]["Enums"]["tenancy_status"];
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly rent_kobo: number;
  readonly rent_per: Database["public"]["Enums"]["price_period"];
  readonly tenants: readonly string[];
}

/** A property that you may see. @throws {EstateError} property.not_found */
export async function getProperty(estate: Estate, propertyId: string): Promise<Property> {
  const [property] = dataOf<Property[]>(
    await estate.from("properties").select("*").eq("id", propertyId),
  );
  if (property !== undefined) return property;
  throw new EstateError("Cannot find the property", "property.not_found", 404, "property_id");
}

/** A unit that you may see, with its property. @throws {EstateError} unit.not_found */
export async function getUnit(estate: Estate, unitId: string): Promise<UnitWithProperty> {
  const [unit] = dataAs<UnitWithProperty[]>(
    await estate.from("units").select("*, property:properties!units_org_id_property_id_fkey(*)")
      .eq("id", unitId),
  );
  if (unit !== undefined) return unit;
  throw new EstateError("Cannot find the unit", "unit.not_found", 404, "unit_id");
}

/** Changes what is known of a property of yours. @throws {EstateError} property.bad_place, property.unknown_state */
export async function changeProperty(
  estate: Estate,
  propertyId: string,
  changes: PropertyChanges,
): Promise<Property> {
  return dataOf(
    await estate.from("properties").update(changes).eq("id", propertyId).select("*").single(),
  );
}

/** Changes what is known of a unit of yours; its listings say the same at once. */
export async function changeUnit(
  estate: Estate,
  unitId: string,
  changes: UnitChanges,
): Promise<Unit> {
  return dataOf(await estate.from("units").update(changes).eq("id", unitId).select("*").single());
}

/** Adds several units at once: all of them or, where one is refused, none. Returns their ids in that order. */
export async function addUnits(estate: Estate, units: readonly NewUnit[]): Promise<string[]> {
  const rows = dataOf<{ id: string }[]>(
    await estate.from("units").insert([...units]).select("id"),
  );
  return rows.map(({ id }) => id);
}

/** All claims on a unit, latest first; up to 200. */
export async function listUnitHolds(estate: Estate, unitId: string): Promise<UnitHold[]> {
  return dataAs<UnitHold[]>(
    await estate.from("unit_holds")
      .select("id, period, reason, status, expires_at, is_block, note, created_at")
      .eq("unit_id", unitId).order("period", { ascending: false }).order("id").limit(200),
  );
}

/** The lettings of a unit, latest first; empty for who may not read lettings. */
export async function listUnitTenancies(estate: Estate, unitId: string): Promise<UnitTenancy[]> {
  type Row = Omit<UnitTenancy, "tenants"> & {
    readonly tenancy_parties: readonly { readonly tenant: { readonly full_name: string } | null }[];
  };
  const rows = dataAs<Row[]>(
    await estate.from("tenancies").select(
      "id, status, starts_on, ends_on, rent_kobo, rent_per, " +
        "tenancy_parties!tenancy_parties_org_id_tenancy_id_fkey(tenant:tenants!tenancy_parties_org_id_tenant_id_fkey(full_name))",
    ).eq("unit_id", unitId).order("starts_on", { ascending: false }).order("id").limit(50),
  );
  return rows.map(({ tenancy_parties, ...it }) => ({
    ...it,
    tenants: tenancy_parties.flatMap(({ tenant }) => tenant === null ? [] : [tenant.full_name]),
  }));
}
