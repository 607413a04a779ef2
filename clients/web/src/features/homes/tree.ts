/** Properties as they stand in each other: an estate, its buildings. */
import type { Property, PropertyOccupancy } from "@estate/sdk";

/** How many units there are, and of them let and empty. */
export interface Counts {
  readonly units: number;
  readonly let: number;
  readonly vacant: number;
}

/** A property with what stands in it; `counts` has its own units and theirs. */
export interface Place {
  readonly property: Property;
  readonly counts: Counts;
  readonly inside: readonly Place[];
}

const none: Counts = { units: 0, let: 0, vacant: 0 };
const add = (a: Counts, b: Counts): Counts => ({
  units: a.units + b.units,
  let: a.let + b.let,
  vacant: a.vacant + b.vacant,
});

/** The tree, by name on each level. What stands in a property that the reader does not see stands by itself. */
export function treeOf(
  properties: readonly Property[],
  occupancy: readonly PropertyOccupancy[],
): readonly Place[] {
  const counted = new Map(
    occupancy.map((it) =>
      [it.property_id, { units: it.units, let: it.let + it.stay, vacant: it.vacant }] as const
    ),
  );
  const known = new Set(properties.map(({ id }) => id));
  const inside = Map.groupBy(
    properties,
    ({ parent_id }) => parent_id !== null && known.has(parent_id) ? parent_id : null,
  );
  const placesIn = (parent: string | null): readonly Place[] =>
    (inside.get(parent) ?? []).map((property) => {
      const places = placesIn(property.id);
      return {
        property,
        inside: places,
        counts: places.reduce(
          (sum, it) => add(sum, it.counts),
          counted.get(property.id) ?? none,
        ),
      };
    });
  return placesIn(null);
}

/** All of them together. */
export const countsOf = (places: readonly Place[]): Counts =>
  places.reduce((sum, it) => add(sum, it.counts), none);
