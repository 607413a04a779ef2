/** What somebody wrote and has not sent: kept on the phone, so that a closed tab loses nothing. */
import { ownShelf } from "../../session/own_shelf.ts";

const key = (listingId: string) => `estate.ask.${listingId}`;

/** A question that waits. */
export interface Draft {
  readonly message: string;
  readonly moveInOn: string;
}

const empty: Draft = { message: "", moveInOn: "" };

/** What was written last; nothing where nothing was. */
export function readDraft(listingId: string): Draft {
  try {
    return { ...empty, ...JSON.parse(ownShelf.getItem(key(listingId)) ?? "{}") };
  } catch {
    return empty;
  }
}

/** Keeps it. */
export function keepDraft(listingId: string, draft: Draft): void {
  ownShelf.setItem(key(listingId), JSON.stringify(draft));
}

/** Forgets it: it was sent. */
export function forgetDraft(listingId: string): void {
  ownShelf.removeItem(key(listingId));
}
