/** A listing of ours as a search would find it. */
import type { Listing, ListingCosts, ListingCover, Photo } from "@estate/sdk";
import type { CardListing } from "../../ui/listing_card.tsx";

/** What its card shows. */
export function cardOf(
  listing: Listing,
  costs: Pick<ListingCosts, "move_in_kobo">,
  photos: readonly Photo[],
  now = Date.now(),
): CardListing {
  const [cover] = photos;
  return {
    id: listing.id,
    title: listing.title,
    purpose: listing.purpose,
    price_kobo: listing.price_kobo,
    price_per: listing.price_per,
    move_in_kobo: costs.move_in_kobo,
    kind: listing.kind,
    bedrooms: listing.bedrooms,
    bathrooms: listing.bathrooms,
    area: listing.area,
    lga: listing.lga,
    cover: cover === undefined ? null : coverOf(cover),
    checked: checksOf(listing),
    // Publishing confirms it.
    confirmed_at: listing.published_at ?? new Date(now).toISOString(),
  };
}

/** What staff checked of it. */
export const checksOf = (
  listing: Pick<Listing, "is_verified" | "title_searched_on">,
): CardListing["checked"] =>
  listing.is_verified ? [{ what: "title", found: "clean", on: listing.title_searched_on }] : [];

/** A photo as visitors get it. Its addresses are known already: nothing is to be looked up by path. */
export function coverOf({ sizes, ...photo }: Photo): ListingCover {
  return { ...photo, sizes: sizes.map((it) => ({ ...it, path: "" })) };
}
