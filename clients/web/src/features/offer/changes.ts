/** What one round of a negotiation changes of the one before it. */
import type { OfferRound } from "@estate/sdk";

/** A term of an offer. */
export type Term =
  | "amount_kobo"
  | "starts_on"
  | "term_months"
  | "advance_periods"
  | "completes_on"
  | "conditions";

type Terms = Pick<OfferRound, Term>;

const terms: readonly Term[] = [
  "amount_kobo",
  "starts_on",
  "term_months",
  "advance_periods",
  "completes_on",
  "conditions",
];

/** The terms that are other than before; none in the first round. */
export function changesOf(round: Terms, before: Terms | undefined): readonly Term[] {
  return before === undefined ? [] : terms.filter((it) => round[it] !== before[it]);
}
