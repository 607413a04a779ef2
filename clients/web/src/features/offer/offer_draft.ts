/** Terms that somebody writes and has not sent: kept on the phone, so that a closed tab loses nothing. */
import type { OfferTerms } from "@estate/sdk";
import { ownShelf } from "../../session/own_shelf.ts";

/** What is not there was not said yet. */
export type Draft = { readonly [Term in keyof OfferTerms]?: OfferTerms[Term] | undefined };

/** The name of a draft: of a first offer by its listing, of an answer by its offer and the round that it answers. */
export const draftName = (of: { listingId: string } | { offerId: string; round: number }): string =>
  "listingId" in of ? `estate.offer.${of.listingId}` : `estate.counter.${of.offerId}.${of.round}`;

/** What was written last; nothing where nothing was. */
export function readDraft(name: string): Draft {
  try {
    const kept: unknown = JSON.parse(ownShelf.getItem(name) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept as Draft : {};
  } catch {
    return {};
  }
}

/** Keeps it; where the phone keeps nothing it lasts as long as the screen. */
export function keepDraft(name: string, draft: Draft): void {
  try {
    ownShelf.setItem(name, JSON.stringify(draft));
  } catch { /* Full or forbidden. */ }
}

/** Forgets it: it was sent. */
export function forgetDraft(name: string): void {
  try {
    ownShelf.removeItem(name);
  } catch { /* Nothing was kept. */ }
}
