/** What can be chosen in a search: purposes, kinds, features, orders. */
import type { SearchCriteria } from "@estate/sdk/catalogue";

/** What is looked for. */
export const purposes = ["rent", "sale", "shortlet"] as const;
/** Kinds of homes and other places, the common ones first. */
export const kinds = [
  "flat",
  "mini_flat",
  "self_contain",
  "room",
  "terrace",
  "semi_detached",
  "detached",
  "bungalow",
  "maisonette",
  "shop",
  "office",
  "warehouse",
  "plot",
] as const satisfies readonly Kind[];
/** What a home may have. */
export const features = [
  "parking",
  "security",
  "gated",
  "prepaid_meter",
  "borehole",
  "water_treatment",
  "generator",
  "inverter",
  "solar",
  "air_conditioning",
  "fitted_kitchen",
  "wardrobes",
  "all_rooms_ensuite",
  "balcony",
  "boys_quarters",
  "garden",
  "swimming_pool",
  "gym",
  "elevator",
  "internet",
  "serviced",
  "pets_allowed",
  "waterfront",
  "cctv",
] as const satisfies readonly Feature[];
/** Orders of the list. */
export const sorts = ["newest", "price", "price_desc", "move_in", "move_in_desc"] as const;

/** One of them. */
export type Purpose = (typeof purposes)[number];
/** One of them. */
export type Kind = NonNullable<SearchCriteria["kinds"]>[number];
/** One of them. */
export type Feature = NonNullable<SearchCriteria["features"]>[number];
/** One of them. */
export type Sort = (typeof sorts)[number];
