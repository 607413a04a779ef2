/** Kinds of properties and units, and what they can be used for. */
import type { Unit } from "@estate/sdk";

/** In the order in which they are offered. */
export const propertyKinds = ["house", "building", "estate", "land"] as const;
/** All uses. */
export const propertyUses = ["residential", "commercial", "mixed"] as const;
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
