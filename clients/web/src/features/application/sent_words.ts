/** How an application that was sent stands, in words. */
import { t } from "@lingui/core/macro";
import type { Application } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** A line and what it means. */
export function sentWords(
  status: Application["status"],
): { readonly title: string; readonly words: string; readonly meaning: Meaning } {
  switch (status) {
    case "shortlisted":
      return {
        meaning: "good",
        title: t`You are on the short list`,
        words: t`Next the owner may make you an offer. You are told when they do.`,
      };
    case "offered":
      return {
        meaning: "good",
        title: t`The terms are being agreed`,
        words: t`You find the offer under Saved: accept it there, or answer it.`,
      };
    case "accepted":
      return {
        meaning: "good",
        title: t`Your offer is accepted`,
        words: t`The home is kept for you. The owner draws up the tenancy now.`,
      };
    case "under_review":
      return {
        meaning: "wait",
        title: t`A person looks at it again`,
        words: t`You are told what they decide, and why.`,
      };
    default:
      return {
        meaning: "wait",
        title: t`It is with who lets the home`,
        words: t`You are told what they decide, and why.`,
      };
  }
}
