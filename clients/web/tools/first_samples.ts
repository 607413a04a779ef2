/** Listings as there are none, one of each kind of card: what they say is found again in what is written of them. */
import type { FoundListing, ListingCover } from "@estate/sdk/catalogue";

/** Three days ago. */
export const confirmedAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
/** Of the check that has a date. */
export const checkedOn = "2001-02-03";

/** A photo. */
export const cover: ListingCover = {
  id: "cover",
  alt_text: "",
  color: "#123456",
  width: 4321,
  height: 1234,
  sizes: [{ width: 320, height: 240, path: "sample.webp", bytes: 1 }],
};

const checks: readonly FoundListing["checked"][] = [
  [],
  [{ what: "title", found: "clean", on: null }],
  [{ what: "title", found: "clean", on: checkedOn }],
];

/** `count` of them, at least six. */
export function samples(count: number): readonly FoundListing[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `sample-id-${at}-`,
    title: "Sample title",
    purpose: "rent",
    price_kobo: 123_456_789_000,
    price_per: "year",
    move_in_kobo: 987_654_321_000,
    kind: "flat",
    bedrooms: 2,
    bathrooms: 3,
    area: "Sample area",
    lga: "Sample LGA",
    cover: at % 2 === 0 ? cover : null,
    checked: checks[Math.floor(at / 2) % 3],
    confirmed_at: confirmedAt,
    cursor: `${at}`,
  } as unknown as FoundListing));
}
