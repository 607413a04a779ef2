import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
import { readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

type FeeRow = Database["public"]["Tables"]["listing_fees"];

/** A fee of a listing. */
export type ListingFee = FeeRow["Row"];

/** A fee to put on a listing: a fixed amount in kobo, or basis points of a year's rent or of the price. */
export type NewListingFee =
  & Pick<FeeRow["Insert"], "kind" | "payer" | "engaged_by" | "is_refundable" | "note">
  & ({ readonly amount_kobo: number } | { readonly bps: number });

/** What a listing costs, in kobo, computed by the database. */
export interface ListingCosts {
  readonly currency: string;
  readonly price_kobo: number;
  readonly price_per: Database["public"]["Enums"]["price_period"];
  readonly advance_periods: number;
  /** Price times the periods asked for at once. */
  readonly advance_kobo: number;
  /** All that the occupier pays before getting the keys. */
  readonly move_in_kobo: number;
  /** What of it comes back. */
  readonly refundable_kobo: number;
  readonly owner_pays_kobo: number;
  readonly fees: readonly {
    readonly kind: Database["public"]["Enums"]["listing_fee_kind"];
    readonly amount_kobo: number;
    readonly payer: Database["public"]["Enums"]["fee_party"];
    readonly is_refundable: boolean;
    readonly note: string | null;
  }[];
  /** Where a law or guidance of the place is exceeded, and by which rule. */
  readonly marks: readonly {
    readonly rule_id: string;
    readonly rule: Database["public"]["Enums"]["legal_rule_key"];
    readonly certainty: Database["public"]["Enums"]["legal_certainty"];
    readonly source: string;
    readonly section: string;
    readonly message: string;
  }[];
  /** Nigerian date whose rules were used. */
  readonly rules_as_of: string;
}

/** Puts a fee on a listing of yours, or one you have a mandate to list, in place of one of the same kind. */
export async function setListingFee(
  estate: Estate,
  listingId: string,
  fee: NewListingFee,
): Promise<ListingFee> {
  const given = Object.entries(fee).filter(([, value]) => value !== null && value !== undefined);
  return dataOf(
    await estate.rpc("set_listing_fee", {
      listing_id: listingId,
      ...Object.fromEntries(given) as Pick<FeeRow["Row"], "kind" | "payer">,
    }),
  );
}

/** The fees of a listing that you may see, as they were written. */
export async function listListingFees(estate: Estate, listingId: string): Promise<ListingFee[]> {
  return dataOf(
    await estate.from("listing_fees").select("*").eq("listing_id", listingId).order("kind"),
  );
}

/** A price that a listing asked, and since when. */
export type ListingPrice = Database["public"]["Tables"]["listing_prices"]["Row"];

/** Every price that a listing asked, newest first; up to 100. */
export async function listListingPrices(
  estate: Estate,
  listingId: string,
): Promise<ListingPrice[]> {
  return dataOf(
    await estate.from("listing_prices").select("*").eq("listing_id", listingId)
      .order("id", { ascending: false }).limit(100),
  );
}

/** Takes a fee away; tells whether there was one. */
export async function removeListingFee(
  estate: Estate,
  listingId: string,
  kind: ListingFee["kind"],
): Promise<boolean> {
  return dataOf(await estate.rpc("remove_listing_fee", { listing_id: listingId, kind })) as boolean;
}

/** What a listing costs to move into. Needs no login. @throws {EstateError} listing.not_found */
export async function getListingCosts(estate: Estate, listingId: string): Promise<ListingCosts> {
  const costs = await readAs<ListingCosts | null>(estate, "listing_costs", {
    listing_id: listingId,
  });
  if (costs === null) {
    throw new EstateError("Cannot find the listing", "listing.not_found", 404, "listing_id");
  }
  return costs;
}
