/** For whom something is: all tenants, those of some properties, or those of some homes; of these perhaps only of some kinds. */
import type { Addressee } from "@estate/sdk";

/** Which choice is made. */
export type AudienceBy = "all" | "properties" | "homes";

/** A choice. */
export interface Audience {
  readonly by: AudienceBy;
  readonly propertyIds: readonly string[];
  readonly tenancyIds: readonly string[];
  /** Only homes of these kinds; none: of any. */
  readonly kinds: readonly Addressee["kind"][];
}

/** Everybody. */
export const everybody: Audience = { by: "all", propertyIds: [], tenancyIds: [], kinds: [] };

/** With one more, or one less. */
export function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return items.includes(item) ? items.filter((it) => it !== item) : [...items, item];
}

/** As the project takes it. */
export function targetsOf(audience: Audience): {
  readonly propertyIds?: readonly string[];
  readonly tenancyIds?: readonly string[];
  readonly unitKinds?: readonly Addressee["kind"][];
} {
  return {
    ...(audience.by === "properties" ? { propertyIds: audience.propertyIds } : {}),
    ...(audience.by === "homes" ? { tenancyIds: audience.tenancyIds } : {}),
    ...(audience.kinds.length > 0 ? { unitKinds: audience.kinds } : {}),
  };
}

/** Whether nothing is chosen where something must be. */
export function isUnchosen(audience: Audience): boolean {
  return audience.by === "properties" && audience.propertyIds.length === 0 ||
    audience.by === "homes" && audience.tenancyIds.length === 0;
}

/** The properties with homes that are let, each with how many. */
export function propertiesOf(addressees: readonly Addressee[]): readonly {
  readonly id: string;
  readonly name: string;
  readonly homes: number;
}[] {
  return [...Map.groupBy(addressees, (it) => it.property_id)].map(([id, homes]) => ({
    id,
    name: homes[0]?.property ?? "",
    homes: homes.length,
  }));
}

/** The kinds of homes among them. */
export const kindsOf = (addressees: readonly Addressee[]): readonly Addressee["kind"][] => [
  ...new Set(addressees.map(({ kind }) => kind)),
];
