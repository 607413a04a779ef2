/** Offers: making one, how it goes on, and what is done about it. */
import { queryOptions } from "@tanstack/react-query";
import type { Offer, OfferOnListing, OfferStory, OfferTerms } from "@estate/sdk";
import { catalogue } from "../../session/catalogue.ts";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The home; from what was read a moment ago, where it was. */
export const offeredListingQuery = (id: string) =>
  queryOptions({
    queryKey: ["listing", id],
    queryFn: ({ signal }) => catalogue(signal).listing(id),
    staleTime: 60_000,
    meta: { keep: true },
  });

/** A negotiation with its rounds; null: there is none, or it is somebody else's. */
export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ["offers", "one", id],
    queryFn: async (): Promise<OfferStory | null> => {
      const [client, { getOffer }] = await sdk();
      return await getOffer(client, id) ?? null;
    },
    meta: { keep: true },
  });

/** What somebody offers, newest first. */
export const myOffersQuery = (userId: string) =>
  queryOptions({
    queryKey: ["offers", "mine", userId],
    queryFn: async (): Promise<readonly OfferOnListing[]> => {
      const [client, { listMyOffers }] = await sdk();
      return await listMyOffers(client, userId);
    },
    meta: { keep: true },
  });

/** Makes it; the same again is the same offer. @throws {EstateError} offer.already_open, offer.bad_terms */
export async function offer(listingId: string, terms: OfferTerms): Promise<Offer> {
  const [client, { makeOffer }] = await sdk();
  return await makeOffer(client, listingId, terms);
}

/** Answers with other terms. @throws {EstateError} offer.not_your_turn, offer.expired */
export async function counter(offerId: string, terms: OfferTerms): Promise<Offer> {
  const [client, { counterOffer }] = await sdk();
  return await counterOffer(client, offerId, terms);
}

/** Accepts the round of that number. @throws {EstateError} offer.superseded, offer.unit_taken, offer.expired */
export async function accept(offerId: string, round: number): Promise<Offer> {
  const [client, { acceptOffer }] = await sdk();
  return await acceptOffer(client, offerId, round);
}

/** Takes an open offer back. @throws {EstateError} */
export async function withdraw(offerId: string, reason: string | undefined): Promise<Offer> {
  const [client, { withdrawOffer }] = await sdk();
  return await withdrawOffer(client, offerId, reason);
}

/** Gives the home back that an accepted offer keeps. @throws {EstateError} offer.contract_signed */
export async function release(offerId: string, reason: string): Promise<Offer> {
  const [client, { releaseOffer }] = await sdk();
  return await releaseOffer(client, offerId, reason);
}
