import type { Estate } from "./client.ts";
import { dataOf } from "./estate_error.ts";
import type { Database, Json } from "./generated/database.types.ts";

type Enums = Database["public"]["Enums"];

/** A search that you saved. */
export type SavedSearch = Database["public"]["Tables"]["saved_searches"]["Row"];
/** A listing that met a saved search. */
export type SearchAlert = Database["public"]["Tables"]["search_alerts"]["Row"];

/** Where to look: around a point, inside a drawn shape, or in a named area; anywhere when left out. */
export type SearchPlace =
  | { readonly longitude: number; readonly latitude: number; readonly radiusM: number }
  | {
    /** GeoJSON, at most 500 vertices. */
    readonly polygon: { readonly type: "Polygon"; readonly coordinates: number[][][] };
  }
  | { readonly area: string };

/** What to look for. Prices in kobo. */
export interface SavedCriteria {
  readonly purpose: Enums["listing_purpose"];
  readonly minPriceKobo?: number;
  readonly maxPriceKobo?: number;
  readonly minBedrooms?: number;
  readonly maxBedrooms?: number;
  readonly minBathrooms?: number;
  readonly kinds?: readonly Enums["unit_kind"][];
  /** All of them. */
  readonly features?: readonly Enums["feature"][];
  readonly furnished?: boolean;
  readonly verifiedOnly?: boolean;
  /** Every word must occur in title or area; tone marks do not matter. */
  readonly words?: string;
  readonly place?: SearchPlace;
}

/** Saves a search, or changes the saved one with `searchId`; new listings that meet it are told of. */
export async function saveSearch(
  estate: Estate,
  name: string,
  criteria: SavedCriteria,
  options: { frequency?: Enums["alert_frequency"]; searchId?: string } = {},
): Promise<SavedSearch> {
  return dataOf(
    await estate.rpc("save_search", {
      name,
      criteria: criteriaOf(criteria),
      ...(options.frequency === undefined ? {} : { frequency: options.frequency }),
      ...(options.searchId === undefined ? {} : { search_id: options.searchId }),
    }),
  ) as SavedSearch;
}

/** Your saved searches, newest first. */
export async function listSavedSearches(estate: Estate): Promise<SavedSearch[]> {
  return dataOf(
    await estate.from("saved_searches").select("*").order("id", { ascending: false }),
  ) as SavedSearch[];
}

/** Pauses a saved search, or takes it up again. */
export async function setSearchActive(
  estate: Estate,
  searchId: string,
  isActive: boolean,
): Promise<void> {
  dataOf(
    await estate.from("saved_searches").update({ is_active: isActive }).eq("id", searchId)
      .select("id").single(),
  );
}

/** Deletes a saved search and its alerts. Safe to repeat. */
export async function deleteSavedSearch(estate: Estate, searchId: string): Promise<void> {
  dataOf(await estate.from("saved_searches").delete().eq("id", searchId).select("id"));
}

/** What met a saved search, newest first. */
export async function listSearchAlerts(estate: Estate, searchId: string): Promise<SearchAlert[]> {
  return dataOf(
    await estate.from("search_alerts").select("*").eq("search_id", searchId)
      .order("created_at", { ascending: false }),
  );
}

function criteriaOf(criteria: SavedCriteria): Json {
  const fields = {
    purpose: criteria.purpose,
    min_price_kobo: criteria.minPriceKobo,
    max_price_kobo: criteria.maxPriceKobo,
    min_bedrooms: criteria.minBedrooms,
    max_bedrooms: criteria.maxBedrooms,
    min_bathrooms: criteria.minBathrooms,
    kinds: criteria.kinds,
    features: criteria.features,
    furnished: criteria.furnished,
    verified_only: criteria.verifiedOnly,
    words: criteria.words,
    ...placeOf(criteria.place),
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Json;
}

function placeOf(place: SearchPlace | undefined): Record<string, unknown> {
  if (place === undefined) return {};
  if ("polygon" in place) return { polygon: place.polygon };
  if ("area" in place) return { area: place.area };
  return {
    near_longitude: place.longitude,
    near_latitude: place.latitude,
    radius_m: place.radiusM,
  };
}
