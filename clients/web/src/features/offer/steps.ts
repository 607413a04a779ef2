/** The questions of a first offer, one after the other. */
import type { Draft } from "./offer_draft.ts";

/** check: all of it once more, before it is sent. */
export const steps = ["price", "when", "more", "check"] as const;
/** One of them. */
export type Step = (typeof steps)[number];

/** Whether a step is answered: what the project would refuse for want of is asked for first. */
export function isAnswered(step: Step, draft: Draft, purpose: "rent" | "sale"): boolean {
  switch (step) {
    case "price":
      return draft.amountKobo !== undefined;
    case "when":
      return purpose === "sale" || draft.startsOn !== undefined;
    default:
      return true;
  }
}

/** The step of an address, or the first before it that is not answered. */
export function stepOf(
  asked: Step | undefined,
  draft: Draft,
  purpose: "rent" | "sale",
): Step {
  const wanted = asked ?? "price";
  return steps.find((it) => it === wanted || !isAnswered(it, draft, purpose)) ?? wanted;
}

/** The one after it. */
export const after = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? "check";
