/**
 * A search as it stands in the address, and as the project is asked: filters can be shared, gone back from and kept. Prices in
 * the address are whole naira, for people read addresses.
 */
import type { SearchCriteria, SearchPage } from "@estate/sdk/catalogue";
import { drawnOfPolygon, pointsOf, polygonOf } from "./drawn_area.ts";

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
  /** Whether the map is open. It is no part of what is looked for. */
  readonly view?: "map";
}

const mostNaira = 10_000_000_000;

const whole = (value: unknown, least: number, most: number): number | undefined => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= least && number <= most
    ? number
    : undefined;
};
const words = (value: unknown): string | undefined => {
  const text = typeof value === "number" ? String(value) : value;
  const line = typeof text === "string" ? text.normalize("NFC").trim().slice(0, 120).trim() : "";
  return line === "" ? undefined : line;
};
const text = (value: unknown) => typeof value === "string" ? value : undefined;
const yes = (value: unknown): true | undefined =>
  value === true || value === "true" || value === 1 ? true : undefined;
const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
const oneOf = <Value extends string>(known: readonly Value[], value: unknown) =>
  known.find((it) => it === value);

/** Those of a list that are known, in the list's own order and once: the same search has one address. */
export function listOf<Value extends string>(
  known: readonly Value[],
  value: unknown,
): readonly Value[] {
  const said = typeof value === "string" ? value.split(",") : [];
  return known.filter((it) => said.includes(it));
}

const joined = (list: readonly string[]): string | undefined =>
  list.length === 0 ? undefined : list.join(",");

type Loose<Type> = { readonly [Key in keyof Type]: Type[Key] | undefined };

/** Without what is undefined. */
function given<Type extends object>(all: Loose<Type>): Type {
  return Object.fromEntries(Object.entries(all).filter(([, it]) => it !== undefined)) as Type;
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
  }) as SearchAddress;
}

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

/** The filters of a search that can be taken off one by one; purpose and order are none. */
export type Filter = Exclude<keyof SearchAddress, "purpose" | "sort" | "by" | "until" | "view">;

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
