/** Offers as the owner's side sees them: who offers, for what, every round, and the sale that came of it. */
import type { Estate } from "../ground/client.ts";
import { dataAs, EstateError } from "../ground/estate_error.ts";
import type { Listing } from "../market/listings.ts";
import { onDeskOf } from "../market/desk.ts";
import type { Offer, OfferRound } from "./offers.ts";
import type { Sale } from "./sales.ts";

/** An offer with whom and what it names. */
export interface ReceivedOffer extends Offer {
  /** Null where the account is gone or you may not know whose it is. */
  readonly offeror: { readonly id: string; readonly display_name: string } | null;
  readonly listing: Pick<
    Listing,
    "id" | "title" | "area" | "status" | "price_kobo" | "price_per" | "advance_periods"
  >;
  /** First to last. */
  readonly rounds: readonly OfferRound[];
  /** Of an accepted offer to buy. */
  readonly sales: readonly Pick<Sale, "id" | "status">[];
}

const columns = "*, offeror:profiles!offers_offeror_id_fkey(id, display_name), " +
  "listing:listings!offers_org_id_listing_id_fkey(id, title, area, status, price_kobo, price_per, advance_periods), " +
  "rounds:offer_rounds!offer_rounds_org_id_offer_id_fkey(*), " +
  "sales!sales_org_id_offer_id_fkey(id, status)";

// The database holds at most one sale for each offer, and so gives it alone.
type Embedded = Omit<ReceivedOffer, "sales"> & {
  readonly sales: ReceivedOffer["sales"] | ReceivedOffer["sales"][number] | null;
};

const told = ({ sales, rounds, ...offer }: Embedded): ReceivedOffer => ({
  ...offer,
  rounds: rounds.toSorted((a, b) => a.round - b.round),
  sales: sales === null ? [] : [sales].flat(),
});

/** The offers for what an organization lists, for itself or for others, in these states; newest first. */
export async function listReceivedOffers(
  estate: Estate,
  orgId: string,
  statuses: readonly Offer["status"][],
  limit = 100,
): Promise<ReceivedOffer[]> {
  const desk = await onDeskOf(estate, orgId);
  const found = dataAs<Embedded[]>(
    await estate.from("offers").select(columns).or(desk).in("status", [...statuses])
      .order("id", { ascending: false }).limit(limit),
  );
  return found.map(told);
}

/** One of them. @throws {EstateError} offer.not_found */
export async function getReceivedOffer(estate: Estate, offerId: string): Promise<ReceivedOffer> {
  const [found] = dataAs<Embedded[]>(
    await estate.from("offers").select(columns).eq("id", offerId),
  );
  if (found !== undefined) return told(found);
  throw new EstateError("Cannot find the offer", "offer.not_found", 404, "offer_id");
}
