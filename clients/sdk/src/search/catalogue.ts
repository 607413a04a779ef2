/** What everyone may see alike, from the cache: browsers keep these answers and ask whether they still hold. */
import type { Estate } from "../ground/client.ts";
import { functionData } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { SearchCriteria } from "../market/listings.ts";

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

/** Counts what each choice of a search would find. */
export function getFacets(estate: Estate, criteria: SearchCriteria): Promise<ListingFacets> {
  return get(estate, `facets?criteria=${encodeURIComponent(JSON.stringify(criteria))}`);
}

/** One Web Mercator tile. */
export function getTile(
  estate: Estate,
  tile: { zoom: number; x: number; y: number },
  criteria: SearchCriteria = {},
): Promise<ListingTile> {
  const { zoom, x, y } = tile;
  const query = encodeURIComponent(JSON.stringify(criteria));
  return get(estate, `tiles/${zoom}/${x}/${y}?criteria=${query}`);
}

/** Areas whose name or nickname is like what was typed. */
export function suggestAreas(
  estate: Estate,
  typed: string,
): Promise<{ name: string; state: string; listings: number }[]> {
  return get(estate, `areas?typed=${encodeURIComponent(typed)}`);
}

/** What everyone may read of a listing. @throws {EstateError} listing.not_found when it is off the market */
export function getListingPage(estate: Estate, listingId: string): Promise<ListingPage> {
  return get(estate, `listings/${listingId}`);
}

async function get<Answer>(estate: Estate, path: string): Promise<Answer> {
  return await functionData(
    await estate.functions.invoke<Answer>(`catalogue/${path}`, {
      method: "GET",
    }),
  );
}
