/** What a tenant can be registered in: homes that are free, and whom the organization knows already. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** A home that nobody has. */
export interface FreeHome {
  readonly unit_id: string;
  /** "Flat 2, Commercial Avenue Court". */
  readonly name: string;
}

/** By property, then by label. */
export const freeHomesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["homes", orgId, "free"],
    queryFn: async (): Promise<readonly FreeHome[]> => {
      const { client, listUnitOccupancy, listProperties } = await sdk();
      const [units, properties] = await Promise.all([
        listUnitOccupancy(client, { orgId }),
        listProperties(client, orgId),
      ]);
      const names = new Map(properties.map((it) => [it.id, it.name]));
      return units.filter((it) => it.status === "vacant").map((it) => ({
        unit_id: it.unit_id,
        name: `${it.label}, ${names.get(it.property_id) ?? ""}`,
      })).toSorted((a, b) => {
        const [one, other] = [a, b].map(({ name }) => name.split(", ").reverse().join(" "));
        return (one ?? "").localeCompare(other ?? "", "en", { numeric: true });
      });
    },
  });
