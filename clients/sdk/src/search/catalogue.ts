/** What everyone may see alike: browsers, and caches on the way, keep these answers for a while. */
import type { Estate } from "../ground/client.ts";
import { readPublic } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";
import type { PersonCheck } from "../trust/levels.ts";
import type { ListingCosts } from "../market/listing_costs.ts";
import type { ListingCheck, ListingCover } from "../market/listing_cover.ts";
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
    | "is_furnished"
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
  /** The cover first; where each is: coverAddress(). */
  readonly photos: readonly ListingCover[];
  /** What it costs to move in, fee by fee. */
  readonly costs: ListingCosts;
  readonly published_at: string;
  /** What the platform's staff checked; empty: nothing. */
  readonly checked: readonly ListingCheck[];
  /** What was checked of the owners of who lists it, and when; empty: nothing. */
  readonly listed_by_checked: readonly PersonCheck[];
  /** When its lister last said that it is true. */
  readonly confirmed_at: string;
}

/** What a phrase of a search was read as. */
export interface UnderstoodPart {
  /** As it was typed, without capitals and marks. */
  readonly typed: string;
  readonly as:
    | "bedrooms"
    | "bathrooms"
    | "kinds"
    | "features"
    | "furnished"
    | "purpose"
    | "price"
    | "place"
    | "words"
    | "spelling";
  /** For people: "2 bedrooms", "in Yaba". */
  readonly says: string;
  /** A criterion that was given says otherwise, and wins. */
  readonly overruled?: boolean;
}

/** Listings for words as people type them. */
export interface FoundByWords {
  readonly listings: readonly FoundListing[];
  readonly understood: {
    /** The search as it was made, without words: to change one criterion and search again. */
    readonly criteria: SearchCriteria;
    readonly parts: readonly UnderstoodPart[];
    /** All of it: "2 bedrooms, flat, in Yaba". */
    readonly says: string;
  };
  /** When nothing was found: words and places for which there is no listing at all. */
  readonly nothing_for: readonly string[];
  /** When nothing was found: phrases without which something would be. */
  readonly found_without: readonly string[];
}

/** A page of published listings. Needs no login. */
export function searchListings(
  estate: Estate,
  criteria: SearchCriteria,
  page: SearchPage = {},
): Promise<FoundListing[]> {
  const [query, parameters] = asked(criteria, page);
  return readPublic(estate, { path: "listings", query }, "search_listings", parameters);
}

/**
 * A page of published listings for words as people type them ("2 bedroom flat Yaba under 2m"), with what was
 * understood, and with the word that found nothing. Needs no login.
 */
export function findListings(
  estate: Estate,
  criteria: SearchCriteria,
  page: SearchPage = {},
): Promise<FoundByWords> {
  const [query, parameters] = asked(criteria, page);
  return readPublic(estate, { path: "search", query }, "find_listings", parameters);
}

/** A page of search, as the catalogue and as the database are asked for it. */
function asked(criteria: SearchCriteria, page: SearchPage) {
  const { sortBy: sort_by, after, limit } = page;
  return [
    { criteria, sort_by, after, limit },
    { criteria, sort_by, after, max_results: limit },
  ] as const;
}

/** Counts what each choice of a search would find. */
export function getFacets(estate: Estate, criteria: SearchCriteria): Promise<ListingFacets> {
  return readPublic(estate, { path: "facets", query: { criteria } }, "listing_facets", {
    criteria,
  });
}

/** One Web Mercator tile. */
export function getTile(
  estate: Estate,
  tile: { zoom: number; x: number; y: number },
  criteria: SearchCriteria = {},
): Promise<ListingTile> {
  const { zoom, x, y } = tile;
  const path = `tiles/${zoom}/${x}/${y}`;
  return readPublic(estate, { path, query: { criteria } }, "listing_tile", {
    zoom,
    x,
    y,
    criteria,
  });
}

/** Areas whose name or nickname is like what was typed. */
export function suggestAreas(
  estate: Estate,
  typed: string,
): Promise<{ name: string; state: string; listings: number }[]> {
  return readPublic(estate, { path: "areas", query: { typed } }, "suggest_areas", { typed });
}

/** What everyone may read of a listing. @throws {EstateError} listing.not_found when it is off the market */
export function getListingPage(estate: Estate, listingId: string): Promise<ListingPage> {
  const path = `listings/${encodeURIComponent(listingId)}`;
  return readPublic(estate, { path }, "listing_page", { listing_id: listingId });
}
