/** A listing of ours as its public page would show it. */
import type { Listing, ListingCosts, Photo } from "@estate/sdk";
import type { ListingPage } from "@estate/sdk/catalogue";
import type { ViewedListing } from "../listing/listing_view.tsx";
import { checksOf, coverOf } from "./card_of.ts";

/** `open` is that page itself, where there is one: it knows more, and may be some minutes old. */
export function pageOf(
  listing: Listing,
  { costs, photos, listedBy, open }: {
    readonly costs: ListingCosts;
    readonly photos: readonly Photo[];
    readonly listedBy: string;
    readonly open?: ListingPage | undefined;
  },
  now = Date.now(),
): ViewedListing {
  const asOf = new Date(now).toISOString();
  return {
    id: listing.id,
    title: listing.title,
    description: listing.description,
    purpose: listing.purpose,
    price_kobo: listing.price_kobo,
    price_per: listing.price_per,
    advance_periods: listing.advance_periods,
    kind: listing.kind,
    bedrooms: listing.bedrooms,
    bathrooms: listing.bathrooms,
    is_furnished: listing.is_furnished,
    features: listing.features,
    area: listing.area,
    lga: listing.lga,
    state: listing.state,
    costs,
    photos: photos.map(coverOf),
    checked: checksOf(listing),
    listed_by: open?.listed_by ?? listedBy,
    is_tenanted: open?.is_tenanted ?? false,
    published_at: listing.published_at ?? asOf,
    // Publishing confirms it.
    confirmed_at: open?.confirmed_at ?? listing.published_at ?? asOf,
    ...(open === undefined ? {} : {
      longitude: open.longitude,
      latitude: open.latitude,
      listed_by_checked: open.listed_by_checked,
    }),
  };
}
