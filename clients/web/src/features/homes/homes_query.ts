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
