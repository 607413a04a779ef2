/** A draft as the project takes it: of a sale nothing that belongs to a letting, and the other way round. */
import type { OfferTerms } from "@estate/sdk";
import type { Draft } from "./offer_draft.ts";

/** What was left out of a first offer is as listed; of an answer, as it was proposed. */
export function termsOf(draft: Draft, purpose: "rent" | "sale"): OfferTerms {
  const { amountKobo = 0, startsOn, termMonths, completesOn, conditions, validHours } = draft;
  const when = purpose === "sale" ? completesOn === undefined ? {} : { completesOn } : {
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(termMonths === undefined ? {} : { termMonths }),
  };
  return {
    amountKobo,
    ...when,
    ...(conditions === undefined ? {} : { conditions: conditions.trim() }),
    validHours: validHours ?? 72,
  };
}
