/** What the project is asked for an address, and the address of what it was asked. */
import type { SearchCriteria, SearchPage } from "@estate/sdk/catalogue";
import { drawnOfPolygon, polygonOf } from "./drawn_area.ts";
import { given, listOf } from "./read_parameters.ts";
import { readAddress, type SearchAddress } from "./search_address.ts";
import { features, kinds } from "./search_choices.ts";

/** What the project is asked for an address. */
export function criteriaOf(address: SearchAddress): SearchCriteria {
  const least = address.min === undefined ? undefined : address.min * 100;
  const most = address.max === undefined ? undefined : address.max * 100;
  const isMoveIn = address.by === "move_in";
  const kind = listOf(kinds, address.kind);
  const has = listOf(features, address.has);
  return given<SearchCriteria>({
    purpose: address.purpose ?? "rent",
    area: address.in,
    words: address.q,
    polygon: polygonOf(address.drawn),
    [isMoveIn ? "min_move_in_kobo" : "min_price_kobo"]: least,
    [isMoveIn ? "max_move_in_kobo" : "max_price_kobo"]: most,
    min_bedrooms: address.beds,
    min_bathrooms: address.baths,
    kinds: kind.length === 0 ? undefined : kind,
    features: has.length === 0 ? undefined : has,
    furnished: address.furnished,
    verified_only: address.checked,
    free_from: address.from,
    free_until: address.until,
  });
}

/** The order that is asked for. */
export const sortOf = (address: SearchAddress): NonNullable<SearchPage["sortBy"]> =>
  address.sort ?? "newest";

/** The address of a search: the other way round, for searches that were saved. */
export function addressOf(
  criteria: SearchCriteria,
  sort: SearchPage["sortBy"] = "newest",
): SearchAddress {
  const isMoveIn = criteria.min_move_in_kobo !== undefined ||
    criteria.max_move_in_kobo !== undefined;
  const naira = (kobo: number | undefined) =>
    kobo === undefined ? undefined : Math.round(kobo / 100);
  return readAddress({
    purpose: criteria.purpose,
    in: typeof criteria.area === "string" ? criteria.area : undefined,
    q: criteria.words,
    drawn: drawnOfPolygon(criteria.polygon),
    min: naira(isMoveIn ? criteria.min_move_in_kobo : criteria.min_price_kobo),
    max: naira(isMoveIn ? criteria.max_move_in_kobo : criteria.max_price_kobo),
    by: isMoveIn ? "move_in" : undefined,
    beds: criteria.min_bedrooms,
    baths: criteria.min_bathrooms,
    kind: criteria.kinds?.join(","),
    has: criteria.features?.join(","),
    furnished: criteria.furnished,
    checked: criteria.verified_only,
    from: criteria.free_from,
    until: criteria.free_until,
    sort,
  });
}
