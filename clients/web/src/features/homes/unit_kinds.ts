/** Kinds of units. */
import type { Unit } from "@estate/sdk";

/** Homes first, business after. */
export const unitKinds = [
  "flat",
  "mini_flat",
  "self_contain",
  "room",
  "bungalow",
  "detached",
  "semi_detached",
  "terrace",
  "maisonette",
  "shop",
  "office",
  "warehouse",
  "plot",
] as const;
/** Kinds that nobody sleeps in. */
const withoutBedrooms: ReadonlySet<Unit["kind"]> = new Set(["shop", "office", "warehouse", "plot"]);

/** Whether bedrooms are asked for. */
export const hasBedrooms = (kind: Unit["kind"]): boolean => !withoutBedrooms.has(kind);
