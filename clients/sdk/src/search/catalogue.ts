/** What everyone may see alike: browsers, and caches on the way, keep these answers for a while. */
import type { Estate } from "../ground/client.ts";
import { read, readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";
import type { FoundListing, SearchCriteria, SearchPage } from "../market/listings.ts";

type Listing = Database["public"]["Tables"]["listings"]["Row"];

/** How many published listings meet the criteria, by choice. Prices in kobo. */
export interface ListingFacets {
  readonly total: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly bedrooms: Readonly<Record<string, number>>;
  readonly features: Readonly<Record<string, number>>;
  readonly areas: Readonly<Record<string, number>>;
  readonly furnished: number;
  readonly verified: number;
  readonly prices: {
    readonly lowest_kobo: number;
    readonly highest_kobo: number;
    readonly quartiles_kobo: readonly number[];
  } | null;
}

/** A tile of the map: crowds as clusters, single listings as points. */
export interface ListingTile {
  readonly count: number;
  readonly clusters: readonly {
    readonly longitude: number;
    readonly latitude: number;
    readonly count: number;
    readonly lowest_kobo: number;
  }[];
  readonly points: readonly {
    readonly id: string;
    readonly longitude: number;
    readonly latitude: number;
    readonly price_kobo: number;
    readonly bedrooms: number;
  }[];
}

/** The public page of a listing. */
export interface ListingPage extends
  Pick<
    Listing,
    | "id"
    | "title"
    | "description"
    | "purpose"
    | "price_kobo"
    | "price_per"
    | "advance_periods"
    | "kind"
    | "bedrooms"
    | "bathrooms"
    | "features"
    | "area"
    | "lga"
    | "state"
  > {
  readonly longitude: number;
  readonly latitude: number;
  readonly listed_by: string;
  /** For sale with its tenants: who buys it takes it with their tenancy, unless that ends before. */
  readonly is_tenanted: boolean;
  readonly photos: readonly { readonly id: string; readonly alt_text: string }[];
}

/** A page of published listings. Needs no login. */
export function searchListings(
  estate: Estate,
  criteria: SearchCriteria,
  page: SearchPage = {},
): Promise<FoundListing[]> {
  return readAs(estate, "search_listings", {
    criteria,
    sort_by: page.sortBy,
    after: page.after,
    max_results: page.limit,
  });
}

/** Counts what each choice of a search would find. */
export function getFacets(estate: Estate, criteria: SearchCriteria): Promise<ListingFacets> {
  return readAs(estate, "listing_facets", { criteria });
}

/** One Web Mercator tile. */
export function getTile(
  estate: Estate,
  tile: { zoom: number; x: number; y: number },
  criteria: SearchCriteria = {},
): Promise<ListingTile> {
  const { zoom, x, y } = tile;
  return readAs(estate, "listing_tile", { zoom, x, y, criteria });
}

/** Areas whose name or nickname is like what was typed. */
export function suggestAreas(
  estate: Estate,
  typed: string,
): Promise<{ name: string; state: string; listings: number }[]> {
  return read(estate, "suggest_areas", { typed });
}

/** What everyone may read of a listing. @throws {EstateError} listing.not_found when it is off the market */
export function getListingPage(estate: Estate, listingId: string): Promise<ListingPage> {
  return readAs(estate, "listing_page", { listing_id: listingId });
}
