/** What is done to listings: written, priced, given fees. */
import type { ListingFee, NewListing, NewListingFee } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Writes a draft; returns its id. One for the same unit and purpose is gone on with: two taps make one. */
export async function beginListing(listing: NewListing): Promise<string> {
  const [client, { createListing, listListings }] = await sdk();
  const drafts = await listListings(client, listing.org_id, {
    statuses: ["draft"],
    unitIds: [listing.unit_id],
  });
  const begun = drafts.find(({ purpose }) => purpose === listing.purpose);
  return begun?.id ?? await createListing(client, listing);
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
