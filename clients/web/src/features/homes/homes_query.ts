/** Properties and their units. */
import { queryOptions } from "@tanstack/react-query";
import type { Property, PropertyOccupancy, Unit, UnitOccupancy } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** All properties of an organization, and how many units of each are used for what. */
export const homesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["homes", orgId],
    queryFn: async (): Promise<{
      readonly properties: readonly Property[];
      readonly occupancy: readonly PropertyOccupancy[];
    }> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const [properties, occupancy] = await Promise.all([
        sdk.listProperties(client, orgId),
        sdk.listPropertyOccupancy(client, orgId),
      ]);
      return { properties, occupancy };
    },
    meta: { keep: true },
  });

/** The units of one property, and what each is used for today. */
export const unitsQuery = (orgId: string, propertyId: string) =>
  queryOptions({
    queryKey: ["homes", orgId, propertyId],
    queryFn: async (): Promise<
      readonly (Unit & { readonly today: UnitOccupancy | undefined })[]
    > => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const [units, occupancy] = await Promise.all([
        sdk.listUnits(client, propertyId),
        sdk.listUnitOccupancy(client, { orgId, propertyId }),
      ]);
      const byUnit = new Map(occupancy.map((it) => [it.unit_id, it]));
      return units.map((it) => ({ ...it, today: byUnit.get(it.id) }));
    },
    meta: { keep: true },
  });

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** One property. */
export const propertyQuery = (id: string) =>
  queryOptions({
    queryKey: ["homes", "property", id],
    queryFn: async () => {
      const [client, { getProperty }] = await sdk();
      return await getProperty(client, id);
    },
    meta: { keep: true },
  });

/** One unit with its property. */
export const unitQuery = (id: string) =>
  queryOptions({
    queryKey: ["homes", "unit", id],
    queryFn: async () => {
      const [client, { getUnit }] = await sdk();
      return await getUnit(client, id);
    },
    meta: { keep: true },
  });

/** Who has had a claim on a unit, and when. */
export const unitHoldsQuery = (id: string) =>
  queryOptions({
    queryKey: ["homes", "holds", id],
    queryFn: async () => {
      const [client, { listUnitHolds }] = await sdk();
      return await listUnitHolds(client, id);
    },
    meta: { keep: true },
  });

/** Its lettings. */
export const unitTenanciesQuery = (id: string) =>
  queryOptions({
    queryKey: ["homes", "tenancies", id],
    queryFn: async () => {
      const [client, { listUnitTenancies }] = await sdk();
      return await listUnitTenancies(client, id);
    },
    meta: { keep: true },
  });

/** The listings of units. */
export const unitListingsQuery = (orgId: string, unitIds: readonly string[]) =>
  queryOptions({
    queryKey: ["listings", orgId, "units", ...unitIds],
    queryFn: async () => {
      const [client, { listListings }] = await sdk();
      return unitIds.length === 0 ? [] : await listListings(client, orgId, { unitIds });
    },
    meta: { keep: true },
  });

/** The states of Nigeria; they do not change. */
export const statesQuery = queryOptions({
  queryKey: ["homes", "states"],
  queryFn: async () => {
    const [client, { listStates }] = await sdk();
    return await listStates(client);
  },
  staleTime: Infinity,
  meta: { keep: true },
});
