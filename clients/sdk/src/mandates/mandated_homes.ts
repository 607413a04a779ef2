/** What an agency reaches by its mandates: the owners' properties and their units. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { grouped } from "../ground/grouped.ts";
import { nigerianDate } from "../ground/nigerian_date.ts";
import type { Property, Unit } from "../homes/mod.ts";
import { listNamedMandates, type NamedMandate } from "./mandates.ts";

/** A unit that a mandate reaches. */
export type MandatedUnit = Pick<Unit, "id" | "property_id" | "label" | "kind" | "bedrooms">;

/** A property that a mandate reaches, with its own units. */
export interface MandatedProperty
  extends Pick<Property, "id" | "org_id" | "parent_id" | "name" | "street" | "area" | "state"> {
  readonly units: readonly MandatedUnit[];
}

/** A mandate in force, and what it reaches. */
export interface MandatedHomes {
  readonly mandate: NamedMandate;
  /** By name; what stands in another property among them. */
  readonly properties: readonly MandatedProperty[];
}

/**
 * What an agency of yours may work on today: each mandate in force with the properties and units that it reaches, up to 1,000
 * of each. Empty for who may use none of its scopes. What a unit is used for is not told to agencies.
 */
export async function listMandatedHomes(
  estate: Estate,
  agencyOrgId: string,
): Promise<MandatedHomes[]> {
  const today = nigerianDate();
  const mandates = (await listNamedMandates(estate, agencyOrgId, 500)).filter((it) =>
    it.agent_org_id === agencyOrgId && it.status === "active" && it.starts_on <= today &&
    it.ends_on > today
  );
  if (mandates.length === 0) return [];
  const owners = [...new Set(mandates.map(({ org_id }) => org_id))];
  const [properties, units] = await Promise.all([
    estate.from("properties").select("id, org_id, parent_id, name, street, area, state")
      .in("org_id", owners).order("name").order("id"),
    estate.from("units").select("id, property_id, label, kind, bedrooms")
      .in("org_id", owners).order("label").order("id"),
  ]);
  const unitsOf = grouped(dataOf(units), ({ property_id }) => property_id);
  const known = dataOf(properties).map((it) => ({ ...it, units: unitsOf.get(it.id) ?? [] }));
  return mandates.map((mandate) => ({ mandate, properties: reachedBy(mandate, known) }));
}

/** Those of these properties that a mandate reaches: all of its owner's, or the one that it names with all that stands in it. */
export function reachedBy<Place extends Pick<Property, "id" | "org_id" | "parent_id">>(
  { org_id, property_id }: Pick<NamedMandate, "org_id" | "property_id">,
  properties: readonly Place[],
): readonly Place[] {
  const owned = properties.filter((it) => it.org_id === org_id);
  if (property_id === null) return owned;
  const parents = new Map(owned.map(({ id, parent_id }) => [id, parent_id]));
  const isIn = (id: string): boolean => {
    if (id === property_id) return true;
    const parent = parents.get(id);
    return typeof parent === "string" && isIn(parent);
  };
  return owned.filter(({ id }) => isIn(id));
}
