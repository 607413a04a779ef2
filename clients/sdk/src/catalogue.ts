/**
 * What visitors ask for alike, through the function `catalogue`: for pages that need no login and no supabase-js. Browsers and
 * proxies keep the answers for a while.
 *
 * @example
 * ```ts
 * import { createCatalogue } from "@estate/sdk/catalogue";
 *
 * const catalogue = createCatalogue("http://127.0.0.1:54321");
 * const nearby = await catalogue.search({ near: { longitude: 3.379, latitude: 6.5095 }, radius_m: 3000 });
 * ```
 * @module
 */
import { EstateError, problemOf } from "./ground/problem.ts";
import { coverAddress, type ListingCheck, type ListingCover } from "./market/listing_cover.ts";
import type { FoundListing, SearchCriteria, SearchPage } from "./market/listings.ts";
import type { ListingCosts } from "./market/listing_costs.ts";
import type { FoundByWords, ListingFacets, ListingPage, ListingTile } from "./search/catalogue.ts";

export { coverAddress, EstateError };
export type {
  FoundByWords,
  FoundListing,
  ListingCheck,
  ListingCosts,
  ListingCover,
  ListingFacets,
  ListingPage,
  ListingTile,
  SearchCriteria,
  SearchPage,
};

/** A receipt as whoever was handed it may know it: no name, no place. Days are Nigerian dates, `period_to` the last one. */
export interface CheckedReceipt {
  readonly number: string;
  readonly received_on: string;
  readonly amount_kobo: number;
  readonly currency: string;
  readonly period_from: string | null;
  readonly period_to: string | null;
  /** forged: its record no longer gives its hash. */
  readonly status: "valid" | "partly_refunded" | "void" | "forged";
  readonly voided_on: string | null;
  /** What of it went back, in kobo. */
  readonly refunded_kobo: number;
}

/** Every function throws {@linkcode EstateError} for what the project refuses. */
export interface Catalogue {
  /** A page of published listings. */
  search(criteria: SearchCriteria, page?: SearchPage): Promise<FoundListing[]>;
  /** The same for words as people type them, with what was understood and what found nothing. */
  find(criteria: SearchCriteria, page?: SearchPage): Promise<FoundByWords>;
  /** How many listings each choice would find. */
  facets(criteria: SearchCriteria): Promise<ListingFacets>;
  /** One Web Mercator tile. */
  tile(
    tile: { zoom: number; x: number; y: number },
    criteria?: SearchCriteria,
  ): Promise<ListingTile>;
  /** Areas whose name or nickname is like what was typed. */
  areas(typed: string): Promise<{ name: string; state: string; listings: number }[]>;
  /** What everyone may read of a listing. */
  listing(listingId: string): Promise<ListingPage>;
  /** A receipt by the token of its QR code; undefined: there is no such receipt. Never kept by browser or proxy. */
  receipt(token: string): Promise<CheckedReceipt | undefined>;
}

/** The catalogue of the project at `url`. `fetch` may be another than the runtime's. */
export function createCatalogue(
  url: string,
  options: { readonly fetch?: typeof globalThis.fetch; readonly signal?: AbortSignal } = {},
): Catalogue {
  const functions = `${url.replace(/\/$/, "")}/functions/v1`;
  const ask = async (path: string, query: Record<string, unknown> = {}, init: RequestInit = {}) => {
    const address = new URL(`${functions}/${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      address.searchParams.set(
        name,
        typeof value === "object" ? JSON.stringify(value) : `${value}`,
      );
    }
    const response = await (options.fetch ?? fetch)(address, {
      signal: options.signal ?? null,
      ...init,
    })
      .catch((cause) => {
        throw new EstateError("Cannot reach the project", "http.unreachable", 0, undefined, {
          cause,
        });
      });
    if (!response.ok) throw await problemOf(response);
    return await response.json();
  };
  const page = (path: string) => (criteria: SearchCriteria, page: SearchPage = {}) =>
    ask(`catalogue/${path}`, {
      criteria,
      sort_by: page.sortBy,
      after: page.after,
      limit: page.limit,
    });
  return {
    search: page("listings"),
    find: page("search"),
    facets: (criteria) => ask("catalogue/facets", { criteria }),
    tile: ({ zoom, x, y }, criteria = {}) => ask(`catalogue/tiles/${zoom}/${x}/${y}`, { criteria }),
    areas: (typed) => ask("catalogue/areas", { typed }),
    listing: (listingId) => ask(`catalogue/listings/${encodeURIComponent(listingId)}`),
    receipt: async (token) => {
      try {
        return await ask(`checks/receipts/${encodeURIComponent(token)}`, {}, {
          cache: "no-store",
          referrerPolicy: "no-referrer",
        });
      } catch (error) {
        if (error instanceof EstateError && error.code === "receipt.unknown") return undefined;
        throw error;
      }
    },
  };
}
