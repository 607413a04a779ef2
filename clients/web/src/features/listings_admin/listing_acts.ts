/** What is done to listings: written, priced, given fees. */
import type { ListingFee, NewListing, NewListingFee } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/**
 * Writes a draft; returns its id. One for the same unit and purpose is gone on with: two taps make one. An agency goes on
 * with its own alone, not with what the owner began.
 */
export async function beginListing(orgId: string, listing: NewListing): Promise<string> {
  const [client, { createListing, listListings, listMandatedListings }] = await sdk();
  const begun = { statuses: ["draft"], unitIds: [listing.unit_id] } as const;
  const drafts = listing.org_id === orgId
    ? await listListings(client, orgId, begun)
    : await listMandatedListings(client, orgId, begun);
  const draft = drafts.find(({ purpose }) => purpose === listing.purpose);
  return draft?.id ?? await createListing(client, listing);
}

/** Puts a fee on it, in place of one of the same kind. */
export async function setFee(listingId: string, fee: NewListingFee): Promise<void> {
  const [client, { setListingFee }] = await sdk();
  await setListingFee(client, listingId, fee);
}

/** Takes it away. */
export async function removeFee(listingId: string, kind: ListingFee["kind"]): Promise<void> {
  const [client, { removeListingFee }] = await sdk();
  await removeListingFee(client, listingId, kind);
}
