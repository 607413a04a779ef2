/**
 * A search as it stands in the address: filters can be shared, gone back from and kept. Prices in the address are whole naira,
 * for people read addresses.
 */
import { pointsOf } from "./drawn_area.ts";
import {
  day,
  given,
  joined,
  listOf,
  mostNaira,
  oneOf,
  text,
  whole,
  words,
  yes,
} from "./read_parameters.ts";
import { features, kinds, type Purpose, type Sort } from "./search_choices.ts";

/** The search parameters of /search. What is not there is not asked for. */
export interface SearchAddress {
  readonly purpose?: Exclude<Purpose, "rent">;
  /** An area, LGA or state. */
  readonly in?: string;
  /** Words as people type them. */
  readonly q?: string;
  readonly min?: number;
  readonly max?: number;
  /** What min and max are of: the price, or all that it costs to move in. */
  readonly by?: "move_in";
  readonly beds?: number;
  readonly baths?: number;
  /** Kinds, with commas between. */
  readonly kind?: string;
  /** Features, with commas between. */
  readonly has?: string;
  readonly furnished?: true;
  readonly checked?: true;
  readonly from?: string;
  readonly until?: string;
  readonly sort?: Exclude<Sort, "newest">;
  /** An area that was drawn on the map. */
  readonly drawn?: string;
  /** Whether the map is open, or the sheet of filters, which Back closes. They are no part of what is looked for. */
  readonly view?: "map";
  readonly open?: "filters";
}

/** Reads an address; what makes no sense in it is left out. */
export function readAddress(raw: Readonly<Record<string, unknown>>): SearchAddress {
  const purpose = oneOf(["sale", "shortlet"] as const, raw["purpose"]);
  const from = purpose === "shortlet" ? day(raw["from"]) : undefined;
  const until = from === undefined ? undefined : day(raw["until"]);
  const isStay = from !== undefined && until !== undefined && from < until;
  return given<Required<SearchAddress>>({
    purpose,
    in: words(raw["in"]),
    q: words(raw["q"]),
    min: whole(raw["min"], 1, mostNaira),
    max: whole(raw["max"], 1, mostNaira),
    by: purpose === undefined ? oneOf(["move_in"] as const, raw["by"]) : undefined,
    beds: whole(raw["beds"], 1, 10),
    baths: whole(raw["baths"], 1, 10),
    kind: joined(listOf(kinds, raw["kind"])),
    has: joined(listOf(features, raw["has"])),
    furnished: yes(raw["furnished"]),
    checked: yes(raw["checked"]),
    from: isStay ? from : undefined,
    until: isStay ? until : undefined,
    sort: oneOf(["price", "price_desc", "move_in", "move_in_desc"] as const, raw["sort"]),
    drawn: pointsOf(text(raw["drawn"])) === undefined ? undefined : text(raw["drawn"]),
    view: oneOf(["map"] as const, raw["view"]),
    open: oneOf(["filters"] as const, raw["open"]),
  }) as SearchAddress;
}

/** The filters of a search that can be taken off one by one; purpose and order are none. */
export type Filter = Exclude<
  keyof SearchAddress,
  "purpose" | "sort" | "by" | "until" | "view" | "open"
>;

/** Those that are on. */
export function filtersOf(address: SearchAddress): readonly Filter[] {
  const all: readonly Filter[] = [
    "in",
    "drawn",
    "q",
    "min",
    "max",
    "beds",
    "baths",
    "kind",
    "has",
    "furnished",
    "checked",
    "from",
  ];
  return all.filter((it) => address[it] !== undefined);
}

/** An address without one of its filters. */
export function without(address: SearchAddress, filter: Filter): SearchAddress {
  const rest: Record<string, unknown> = { ...address };
  delete rest[filter];
  if (filter === "from") delete rest["until"];
  if (rest["min"] === undefined && rest["max"] === undefined) delete rest["by"];
  return rest as SearchAddress;
}
