/** Whether a name that somebody shows is one that the person of a verified name goes by. */
import { matchNames } from "./name_match.ts";
import type { NameReasonCode } from "./name_reason.ts";

/** What may be between the two. Nothing else may: no word of another name, and no business. */
const harmless: ReadonlySet<NameReasonCode> = new Set<NameReasonCode>([
  "same",
  "variant",
  "spelling",
  "short_form",
  "initial",
  "typing",
  "joined",
  "order",
  "title",
  "maiden_name",
  // Less than the whole name says less, and nothing wrong: it is not who claims to be whom.
  "one_name",
  "common_names",
  "left_over",
]);

/**
 * Unlike a comparison with a bank's name, this one asks for no certainty that two people are one: whose name it is, is
 * proven. It asks that the name they show says nobody else's, so that Emeka is Chukwuemeka Okeke, and Emeka Dangote is not.
 */
export function goesBy(shown: string, verified: string): boolean {
  const { reasons } = matchNames(shown, verified);
  return reasons.length > 0 && reasons.every(({ code, claimed }) =>
    harmless.has(code) &&
    (code !== "left_over" && code !== "maiden_name" || claimed === undefined)
  );
}
