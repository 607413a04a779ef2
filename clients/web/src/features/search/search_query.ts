/** Searching, by the catalogue alone. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { catalogue } from "../../session/catalogue.ts";
import type { CardListing } from "../../ui/listing_card.tsx";
import { type Filter, filtersOf, type SearchAddress, without } from "./search_address.ts";
import { criteriaOf, sortOf } from "./search_criteria.ts";

/** How many come at once. */
export const pageSize = 20;

/** Listings of a search, page by page. */
export const searchQuery = (address: SearchAddress) =>
  infiniteQueryOptions({
    queryKey: ["search", { ...address, view: undefined, open: undefined }],
    queryFn: ({ pageParam, signal }) =>
      catalogue(signal).search(criteriaOf(address), {
        sortBy: sortOf(address),
        limit: pageSize,
        ...(pageParam === "" ? {} : { after: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.length < pageSize ? undefined : last.at(-1)?.cursor,
    staleTime: 60_000,
    meta: { keep: true },
  });

/** How many there are, and how many of each choice. */
export const facetsQuery = (address: SearchAddress) =>
  queryOptions({
    queryKey: ["facets", { ...address, sort: undefined, view: undefined, open: undefined }],
    queryFn: ({ signal }) => catalogue(signal).facets(criteriaOf(address)),
    staleTime: 60_000,
  });

/** A filter, and what dropping it gives. */
export interface Tight {
  readonly filter: Filter;
  readonly found: number;
}

/** Of a search that finds nothing: the filters without which something is found, the best first. At most five are tried. */
export const tightestQuery = (address: SearchAddress) =>
  queryOptions({
    queryKey: ["tightest", address],
    queryFn: async ({ signal }): Promise<readonly Tight[]> => {
      const tried = filtersOf(address).slice(0, 5);
      const counts = await Promise.all(
        tried.map((filter) => catalogue(signal).facets(criteriaOf(without(address, filter)))),
      );
      return tried.map((filter, at) => ({ filter, found: counts[at]?.total ?? 0 }))
        .filter((it) => it.found > 0)
        .sort((one, other) => other.found - one.found);
    },
    staleTime: 60_000,
  });

/** A home that was pressed on the map. */
export const pickedQuery = (id: string) =>
  queryOptions({
    queryKey: ["listing", id],
    queryFn: ({ signal }) => catalogue(signal).listing(id),
    staleTime: 60_000,
    select: (it): CardListing => ({
      ...it,
      move_in_kobo: it.costs.move_in_kobo,
      cover: it.photos[0] ?? null,
      checked: it.checked,
    }),
  });

/** Names of areas for what was typed. */
export const areasQuery = (typed: string) =>
  queryOptions({
    queryKey: ["areas", typed],
    queryFn: ({ signal }) => catalogue(signal).areas(typed),
    staleTime: 600_000,
    meta: { keep: typed === "" },
  });
