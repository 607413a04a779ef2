import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";
import type { Listing } from "./listings.ts";

/** What staff decide about a listing. */
export type ReviewDecision = Database["public"]["Enums"]["review_decision"];

/** Says that a published or stale listing of yours is still true: fresh for 30 more days. Safe to repeat. */
export async function confirmListing(estate: Estate, listingId: string): Promise<Listing> {
  return dataOf(await estate.rpc("confirm_listing", { listing_id: listingId }));
}

/**
 * For staff: decides about a listing. Every decision but `approve` needs a reason. `seenAt` is the `shown_changed_at` of the listing
 * that was looked at: what shows something else by now is neither approved nor restored. Safe to repeat.
 * @throws {EstateError} listing.organization_suspended where it would publish what a suspended organization offers
 */
export async function reviewListing(
  estate: Estate,
  listingId: string,
  decision: ReviewDecision,
  reason?: string,
  seenAt?: string,
): Promise<Listing> {
  return dataOf(
    await estate.rpc("review_listing", {
      listing_id: listingId,
      decision,
      ...given({ reason, seen_at: seenAt }),
    }),
  );
}

/** For staff: the listings that wait for review, oldest first, at most 200 after the one with `afterId`. */
export async function listingsToReview(
  estate: Estate,
  page: { afterId?: string; limit?: number } = {},
): Promise<Listing[]> {
  return await read(
    estate,
    "listings_to_review",
    given({ after_id: page.afterId, max_results: page.limit }),
  );
}

/** For staff: sets whether an organization's listings wait for review before visitors see them. */
export async function setListingReview(
  estate: Estate,
  orgId: string,
  isOn: boolean,
): Promise<void> {
  dataOf(await estate.rpc("set_listing_review", { org_id: orgId, is_on: isOn }));
}
