/** Offers as who made them reads them: with their listing, their rounds and what came of them. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { Offer, OfferRound } from "./offers.ts";
import type { Sale } from "./sales.ts";

/** An offer with what it is about. */
export type OfferOnListing = Offer & {
  /** Null where you may not see it. */
  readonly listing:
    | Pick<
      Database["public"]["Tables"]["listings"]["Row"],
      "id" | "title" | "area" | "lga" | "state" | "status" | "price_kobo" | "price_per"
    >
    | null;
};

/** An offer with all its rounds, first to last, and what came of it. */
export type OfferStory = OfferOnListing & {
  readonly rounds: readonly OfferRound[];
  /** Until when an accepted offer keeps the unit, UTC; null where it keeps none, or for good. */
  readonly held_until: string | null;
  /** What an accepted offer to buy became, for seller and buyer. */
  readonly sale: Pick<Sale, "id" | "status"> | null;
};

const listed = "listing:listings!offers_org_id_listing_id_fkey " +
  "(id, title, area, lga, state, status, price_kobo, price_per)";

/** An offer that you may see, with its rounds and its listing; undefined: there is none. */
export async function getOffer(estate: Estate, offerId: string): Promise<OfferStory | undefined> {
  type Embedded = Omit<OfferStory, "held_until" | "sale"> & {
    readonly hold: { readonly status: string; readonly expires_at: string | null } | null;
    readonly sales: readonly NonNullable<OfferStory["sale"]>[] | OfferStory["sale"];
  };
  const [found] = dataAs<Embedded[]>(
    await estate.from("offers").select(
      `*, ${listed}, rounds:offer_rounds!offer_rounds_org_id_offer_id_fkey (*), ` +
        "hold:unit_holds!offers_org_id_hold_id_fkey (status, expires_at), " +
        "sales!sales_org_id_offer_id_fkey (id, status)",
    ).eq("id", offerId).limit(1),
  );
  if (found === undefined) return undefined;
  const { hold, sales, ...offer } = found;
  return {
    ...offer,
    rounds: [...offer.rounds].sort((one, other) => one.round - other.round),
    held_until: hold?.status === "active" ? hold.expires_at : null,
    sale: [sales ?? []].flat()[0] ?? null,
  };
}

/** The newest offers that a person made or was made, each with its listing; at most 50. */
export async function listMyOffers(estate: Estate, userId: string): Promise<OfferOnListing[]> {
  return dataAs<OfferOnListing[]>(
    await estate.from("offers").select(`*, ${listed}`).eq("offeror_id", userId)
      .order("id", { ascending: false }).limit(50),
  );
}
