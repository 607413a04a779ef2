import type { Estate } from "./client.ts";
import { dataOf } from "./estate_error.ts";
import type { Database } from "./generated/database.types.ts";

type ListingInsert = Database["public"]["Tables"]["listings"]["Insert"];
type Purpose = Database["public"]["Enums"]["listing_purpose"];

/** A listing of yours. */
export type Listing = Database["public"]["Tables"]["listings"]["Row"];
/** A listing as search finds it, with its distance in metres. */
export type FoundListing = Database["public"]["Functions"]["search_listings"]["Returns"][number];

/** A listing to write; what it is and where follows from its unit. Prices in kobo. */
export type NewListing = Pick<
  ListingInsert,
  | "org_id"
  | "unit_id"
  | "purpose"
  | "title"
  | "description"
  | "price_kobo"
  | "price_per"
  | "advance_periods"
>;

/** Where and what to look for. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  /** Metres, at most 50,000; 3,000 when left out. */
  readonly radiusM?: number;
  readonly purpose?: Purpose;
  readonly minPriceKobo?: number;
  readonly maxPriceKobo?: number;
  readonly minBedrooms?: number;
  /** At most 100; 20 when left out. */
  readonly limit?: number;
}

/** Writes a draft; returns its id. Nobody outside the organization sees it until it is published. */
export async function createListing(estate: Estate, listing: NewListing): Promise<string> {
  // The database fills the columns that a listing copies from its unit; the generated type cannot know.
  const answer = await estate.from("listings").insert(listing as ListingInsert).select("id")
    .single();
  return dataOf<{ id: string }>(answer).id;
}

/** Publishes, pauses or closes a listing. */
export async function moveListing(
  estate: Estate,
  listingId: string,
  to: "published" | "paused" | "closed",
  reason?: string,
): Promise<Listing> {
  return dataOf(
    await estate.rpc("move_listing", {
      listing_id: listingId,
      to_status: to,
      ...(reason === undefined ? {} : { reason }),
    }),
  ) as Listing;
}

/** Published listings around a place, nearest first. Needs no login. */
export async function searchListings(estate: Estate, place: Place): Promise<FoundListing[]> {
  return dataOf(
    await estate.rpc("search_listings", {
      near_longitude: place.longitude,
      near_latitude: place.latitude,
      ...(place.radiusM === undefined ? {} : { radius_m: place.radiusM }),
      ...(place.purpose === undefined ? {} : { for_purpose: place.purpose }),
      ...(place.minPriceKobo === undefined ? {} : { min_price_kobo: place.minPriceKobo }),
      ...(place.maxPriceKobo === undefined ? {} : { max_price_kobo: place.maxPriceKobo }),
      ...(place.minBedrooms === undefined ? {} : { min_bedrooms: place.minBedrooms }),
      ...(place.limit === undefined ? {} : { max_results: place.limit }),
    }),
  );
}
