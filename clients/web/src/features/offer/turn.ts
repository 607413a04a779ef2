/** Whose turn it is in a negotiation, seen by who made the offer, and what they may do. */
import type { OfferStory } from "@estate/sdk";

/** accept, counter: answer the owner. withdraw: before anybody accepted. release: after. */
export type Act = "accept" | "counter" | "withdraw" | "release";

type Negotiation =
  & Pick<OfferStory, "status" | "expires_at">
  & {
    readonly rounds: readonly Pick<OfferStory["rounds"][number], "made_by_side">[];
    readonly sale?: Pick<NonNullable<OfferStory["sale"]>, "status"> | null;
  };

/** Open, but nobody answered in time: the database says so a minute later. */
export const isOutOfTime = (
  { status, expires_at }: Pick<Negotiation, "status" | "expires_at">,
  now: number,
): boolean => status === "open" && Date.parse(expires_at) <= now;

/** mine: the owner waits for an answer. theirs: the owner is to answer. over: nobody is. */
export function turnOf(offer: Negotiation, now: number): "mine" | "theirs" | "over" {
  if (offer.status !== "open" || isOutOfTime(offer, now)) return "over";
  return offer.rounds.at(-1)?.made_by_side === "owner" ? "mine" : "theirs";
}

/** What can be done, what matters most first. */
export function actsOf(offer: Negotiation, now: number): readonly Act[] {
  // Once the contract of a sale is signed, it is for the seller to record that it came to nothing.
  if (offer.status === "accepted") {
    return offer.sale?.status === "contract_signed" ? [] : ["release"];
  }
  switch (turnOf(offer, now)) {
    case "mine":
      return ["accept", "counter", "withdraw"];
    case "theirs":
      return ["withdraw"];
    case "over":
      return [];
  }
}
