/** What an organization may list: its own units, and those of owners who gave it a mandate. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "../../session/estate.ts";

/** A place to list in; `owner` where it is somebody else's, for whom the organization lists; null where their name is not known. */
export interface PlaceToList {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly area: string;
  readonly owner?: string | null;
  /** `isEmpty` where that is known: agencies are not told. */
  readonly units: readonly {
    readonly id: string;
    readonly label: string;
    readonly isEmpty?: boolean;
  }[];
}

/** All units that an organization may list, by property: those of owners who gave it a mandate to list, then its own. */
export const unitsToListQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["homes", orgId, "to list"],
    queryFn: async (): Promise<readonly PlaceToList[]> => {
      const [client, { listMandatedHomes, listProperties, listUnitOccupancy }] = await Promise.all([
        estate(),
        import("@estate/sdk"),
      ]);
      const [properties, units, mandated] = await Promise.all([
        listProperties(client, orgId),
        listUnitOccupancy(client, { orgId }),
        listMandatedHomes(client, orgId),
      ]);
      const unitsOf = Map.groupBy(units, ({ property_id }) => property_id);
      const own = properties.map(({ id, name, street, area }): PlaceToList => ({
        id,
        name,
        street,
        area,
        units: (unitsOf.get(id) ?? []).map((it) => ({
          id: it.unit_id,
          label: it.label,
          isEmpty: it.status === "vacant",
        })),
      }));
      const theirs = mandated.filter(({ mandate }) => mandate.scopes.includes("list"))
        .flatMap(({ mandate, properties }) =>
          properties.map((it): PlaceToList => ({ ...it, owner: mandate.owner }))
        );
      // Two mandates may reach the same place.
      const places = new Map([...theirs, ...own].map((it) => [it.id, it]));
      return [...places.values()].filter((it) => it.units.length > 0);
    },
  });
