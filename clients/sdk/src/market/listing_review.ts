import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read, readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";
import type { ListingPage } from "../search/catalogue.ts";
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

/** A listing as visitors see it, or would, for staff who decide about it. */
export interface ListingUnderReview extends ListingPage, Pick<Listing, "status"> {
  /** When that was last changed: what `reviewListing` is given as `seenAt`. */
  readonly shown_changed_at: string;
}

/** For staff: what visitors see, or would see, of a listing that is no draft. @throws {EstateError} listing.not_found */
export async function getListingUnderReview(
  estate: Estate,
  listingId: string,
): Promise<ListingUnderReview> {
  return await readAs(estate, "listing_under_review", { listing_id: listingId });
}

/** For staff: sets whether an organization's listings wait for review before visitors see them. */
export async function setListingReview(
  estate: Estate,
  orgId: string,
  isOn: boolean,
): Promise<void> {
  dataOf(await estate.rpc("set_listing_review", { org_id: orgId, is_on: isOn }));
}
