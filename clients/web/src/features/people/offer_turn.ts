/** Whose turn a negotiation is, and what the owner's side can do about it. */
import type { MandateScope, ReceivedOffer } from "@estate/sdk";

/** What can be done with an offer. */
export const offerActs = ["accept", "counter", "decline", "let", "release"] as const;
/** One of them. */
export type OfferAct = (typeof offerActs)[number];

/** expired: nobody answered in time, though it is not marked yet. */
export type Turn = "ours" | "theirs" | "expired" | "agreed" | "over";

type Known = Pick<ReceivedOffer, "status" | "round" | "expires_at" | "rounds" | "purpose">;

/** Whose turn it is at a moment. */
export function turnOf(offer: Known, now: Date): Turn {
  if (offer.status === "accepted") return "agreed";
  if (offer.status !== "open") return "over";
  if (Date.parse(offer.expires_at) <= now.getTime()) return "expired";
  const latest = offer.rounds.find((it) => it.round === offer.round);
  return latest?.made_by_side === "offeror" ? "ours" : "theirs";
}

/** What the owner's side can do now, what mostly comes next first. */
export function actsOf(offer: Known, now: Date): readonly OfferAct[] {
  switch (turnOf(offer, now)) {
    case "ours":
      return ["accept", "counter", "decline"];
    case "theirs":
      return ["decline"];
    case "agreed":
      return offer.purpose === "rent" ? ["let", "release"] : [];
    default:
      return [];
  }
}

/** What somebody may: deal and let in their organization, and what its mandates allow where the home is another's. */
interface Mays {
  readonly deal: boolean;
  readonly let: boolean;
  readonly isOwn: boolean;
  readonly scope: (scope: MandateScope) => boolean;
}

/** Whether somebody may do it. An agency negotiates by a mandate to list, and binds the owner by one to sign. */
export function mayAct(act: OfferAct, mays: Mays): boolean {
  switch (act) {
    case "counter":
    case "decline":
      return mays.deal && mays.scope("list");
    case "accept":
    case "release":
      return mays.isOwn ? mays.deal : mays.let && mays.scope("sign");
    case "let":
      return mays.let && mays.scope("sign");
  }
}
