import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { ListingCheck, ListingCover } from "./listing_cover.ts";
import type { Database } from "../generated/database.types.ts";

type ListingInsert = Database["public"]["Tables"]["listings"]["Insert"];
type Enums = Database["public"]["Enums"];

/** A listing of yours. */
export type Listing = Database["public"]["Tables"]["listings"]["Row"];
/**
 * A listing as search finds it: with its distance in metres, what it costs to move in (the advance and every fee of the
 * occupier's, in kobo), its cover photo, what was checked, and when its lister last said that it is true.
 */
export type FoundListing =
  & Omit<
    Database["public"]["Functions"]["search_listings"]["Returns"][number],
    "cover" | "checked"
  >
  & { readonly cover: ListingCover | null; readonly checked: readonly ListingCheck[] };

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
  | "minimum_nights"
  | "maximum_nights"
>;

/** A GeoJSON area: rings of [longitude, latitude], each closed. */
export interface Area {
  readonly type: "Polygon" | "MultiPolygon";
  readonly coordinates: unknown;
}

/** What to look for; everything may be left out. Prices in kobo: rent for a year, a stay for a night, a sale in whole. */
export interface SearchCriteria {
  /** rent when left out. */
  readonly purpose?: Enums["listing_purpose"];
  readonly near?:
    | { readonly longitude: number; readonly latitude: number }
    | { readonly type: "Point"; readonly coordinates: readonly [number, number] };
  /** Metres around `near`, at most 50,000. */
  readonly radius_m?: number;
  readonly polygon?: Area;
  /** West, south, east, north of the map on the screen. */
  readonly viewport?: readonly [number, number, number, number];
  /** Name of an area, LGA or state, or what people call it; or several, of which any will do. */
  readonly area?: string | readonly string[];
  /** Name of an LGA or a state that it lies in, beside the area; of a list all. */
  readonly within?: string | readonly string[];
  /**
   * Words as people type them: rooms, kinds, prices and places in them are understood, spelling and tone marks are
   * forgiven. What is given as a criterion wins.
   */
  readonly words?: string;
  /** Words that the listing has, nothing else understood. */
  readonly plain_words?: string;
  readonly min_price_kobo?: number;
  readonly max_price_kobo?: number;
  /** What it costs to move in: the advance and every fee that the occupier pays. */
  readonly min_move_in_kobo?: number;
  readonly max_move_in_kobo?: number;
  readonly min_bedrooms?: number;
  readonly max_bedrooms?: number;
  readonly min_bathrooms?: number;
  readonly kinds?: readonly Enums["unit_kind"][];
  readonly features?: readonly Enums["feature"][];
  readonly furnished?: boolean;
  readonly verified_only?: boolean;
  /** First night of a stay, such as 2026-12-24; with `free_until`, the day of leaving. */
  readonly free_from?: string;
  readonly free_until?: string;
}

/** How a page of search is cut. */
export interface SearchPage {
  /** Nearest first when there is a point, else newest first, when left out. */
  readonly sortBy?: Enums["search_order"];
  /** The cursor of the last row seen. */
  readonly after?: string;
  /** At most 100; 20 when left out. */
  readonly limit?: number;
}

/** A listing as its lister's list shows it: with the cover photo. */
export type ListedHome =
  & Pick<
    Listing,
    | "id"
    | "unit_id"
    | "purpose"
    | "status"
    | "title"
    | "price_kobo"
    | "price_per"
    | "area"
    | "state"
    | "bedrooms"
    | "published_at"
    | "confirm_by"
    | "mandate_id"
  >
  & { readonly cover: ListingCover | null };

/** What a `ListedHome` is read from. */
export const listedColumns =
  "id, unit_id, purpose, status, title, price_kobo, price_per, area, state, bedrooms, published_at, " +
  "confirm_by, mandate_id, listing_media!listing_media_org_id_listing_id_fkey(id, position, alt_text, color, width, height, sizes)";

/** The listings of an organization that you may see, latest first; in these states and of these units, where they are named. */
export async function listListings(
  estate: Estate,
  orgId: string,
  of: {
    readonly statuses?: readonly Listing["status"][];
    readonly unitIds?: readonly string[];
    readonly limit?: number;
  } = {},
): Promise<ListedHome[]> {
  let asked = estate.from("listings").select(listedColumns).eq("org_id", orgId)
    .eq("listing_media.position", 1);
  if (of.statuses !== undefined) asked = asked.in("status", [...of.statuses]);
  if (of.unitIds !== undefined) asked = asked.in("unit_id", [...of.unitIds]);
  const rows = dataAs<ListedRow[]>(
    await asked.order("id", { ascending: false }).limit(of.limit ?? 100),
  );
  return rows.map(listedHome);
}

/** A row of `listedColumns`. */
export type ListedRow = Omit<ListedHome, "cover"> & {
  readonly listing_media: readonly ListingCover[];
};

/** The home of a row. */
export const listedHome = ({ listing_media, ...it }: ListedRow): ListedHome => ({
  ...it,
  cover: listing_media[0] ?? null,
});

/** A listing that you may see, as it is written. @throws {EstateError} listing.not_found */
export async function getMyListing(estate: Estate, listingId: string): Promise<Listing> {
  const [listing] = dataOf<Listing[]>(
    await estate.from("listings").select("*").eq("id", listingId),
  );
  if (listing !== undefined) return listing;
  throw new EstateError("Cannot find the listing", "listing.not_found", 404, "listing_id");
}

/** What may be changed of a listing while it is written, and after. Prices in kobo. */
export type ListingChanges = Partial<
  Pick<
    Listing,
    | "title"
    | "description"
    | "price_kobo"
    | "price_per"
    | "advance_periods"
    | "minimum_nights"
    | "maximum_nights"
  >
>;

/** Changes what a listing of yours says. */
export async function changeListing(
  estate: Estate,
  listingId: string,
  changes: ListingChanges,
): Promise<Listing> {
  return dataOf(
    await estate.from("listings").update(changes).eq("id", listingId).select("*").single(),
  );
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
      ...given({ reason }),
    }),
  );
}
