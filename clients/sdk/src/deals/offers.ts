import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import type { Tenancy } from "../tenancies/tenancies.ts";

/** One negotiation about a listing. */
export type Offer = Database["public"]["Tables"]["offers"]["Row"];
/** What one side proposed. */
export type OfferRound = Database["public"]["Tables"]["offer_rounds"]["Row"];

/** Terms of a round. Dates are Nigerian calendar dates such as 2026-12-01. */
export interface OfferTerms {
  /** Rent for one period of the listing's price, or the whole price of a sale, in kobo. */
  readonly amountKobo: number;
  /** For rent: first day. */
  readonly startsOn?: string;
  /** For rent: length of the term; 12 unless said. */
  readonly termMonths?: number;
  /** For rent: periods paid at once; as listed unless said. */
  readonly advancePeriods?: number;
  /** For a sale: the day by which it should complete. */
  readonly completesOn?: string;
  readonly conditions?: string;
  /** How long it can be accepted: 1 to 720, 72 unless said. */
  readonly validHours?: number;
}

/**
 * Offers to rent or buy what is listed; the same offer again is harmless.
 *
 * @throws {EstateError} offer.already_open, offer.bad_terms, listing.not_found
 */
export async function makeOffer(
  estate: Estate,
  listingId: string,
  terms: OfferTerms,
): Promise<Offer> {
  return dataOf(
    await estate.rpc("make_offer", {
      listing_id: listingId,
      amount_kobo: terms.amountKobo,
      ...named(terms),
    }),
  );
}

/** Offers the home to an applicant on your shortlist: as listed and as they applied, unless said otherwise. */
export async function offerToApplicant(
  estate: Estate,
  applicationId: string,
  terms: Partial<Omit<OfferTerms, "completesOn">> = {},
): Promise<Offer> {
  return dataOf(
    await estate.rpc("offer_to_applicant", {
      application_id: applicationId,
      ...given({ amount_kobo: terms.amountKobo }),
      ...named(terms),
    }),
  );
}

/**
 * Answers the other side's round with other terms; what is left out stays as proposed.
 *
 * @throws {EstateError} offer.not_your_turn, offer.expired
 */
export async function counterOffer(
  estate: Estate,
  offerId: string,
  terms: OfferTerms,
): Promise<Offer> {
  return dataOf(
    await estate.rpc("counter_offer", {
      offer_id: offerId,
      amount_kobo: terms.amountKobo,
      ...named(terms),
    }),
  );
}

/**
 * Accepts the other side's latest round, by its number: the unit is held from this moment. The owner may say
 * for how many days.
 *
 * @throws {EstateError} offer.superseded, offer.unit_taken, offer.expired
 */
export async function acceptOffer(
  estate: Estate,
  offerId: string,
  round: number,
  holdDays?: number,
): Promise<Offer> {
  return dataOf(
    await estate.rpc("accept_offer", {
      offer_id: offerId,
      round,
      ...given({ hold_days: holdDays }),
    }),
  );
}

/** Ends a negotiation from the owner's side, saying why. */
export async function declineOffer(
  estate: Estate,
  offerId: string,
  reason: string,
): Promise<Offer> {
  return dataOf(await estate.rpc("decline_offer", { offer_id: offerId, reason }));
}

/** Takes your own open offer back. */
export async function withdrawOffer(
  estate: Estate,
  offerId: string,
  reason?: string,
): Promise<Offer> {
  return dataOf(
    await estate.rpc("withdraw_offer", {
      offer_id: offerId,
      ...given({ reason }),
    }),
  );
}

/** Ends an accepted offer early, from either side: the listing is on the market again. */
export async function releaseOffer(
  estate: Estate,
  offerId: string,
  reason: string,
): Promise<Offer> {
  return dataOf(await estate.rpc("release_offer", { offer_id: offerId, reason }));
}

/** Offers the tenancy that an accepted offer agreed on; a repeat gives the same one. */
export async function letFromOffer(
  estate: Estate,
  offerId: string,
  /** The tenant's postal address; needed unless your organization knows them already. */
  address?: string,
): Promise<Tenancy> {
  return dataOf(
    await estate.rpc("let_from_offer", {
      offer_id: offerId,
      ...given({ address }),
    }),
  );
}

/** The newest offers that you may see: your own, and those made to your organizations; at most 100. */
export async function listOffers(
  estate: Estate,
  only: { readonly listingId?: string; readonly status?: Offer["status"] } = {},
): Promise<Offer[]> {
  let query = estate.from("offers").select("*").order("id", { ascending: false }).limit(100);
  if (only.listingId !== undefined) query = query.eq("listing_id", only.listingId);
  if (only.status !== undefined) query = query.eq("status", only.status);
  return dataOf(await query);
}

/** The rounds of an offer, first to last. */
export async function listOfferRounds(estate: Estate, offerId: string): Promise<OfferRound[]> {
  return dataOf(
    await estate.from("offer_rounds").select("*").eq("offer_id", offerId).order("round"),
  );
}

function named(terms: Partial<OfferTerms>) {
  return {
    ...given({
      starts_on: terms.startsOn,
      term_months: terms.termMonths,
      advance_periods: terms.advancePeriods,
      completes_on: terms.completesOn,
      conditions: terms.conditions,
      valid_hours: terms.validHours,
    }),
  };
}
