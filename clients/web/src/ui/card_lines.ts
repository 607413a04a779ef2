/** Lines of a card, from words that are given: the card itself has them at hand, the first view of a search brings its own. */
import type { FoundListing } from "@estate/sdk/catalogue";

/** "Flat · 2 bedrooms · 1 bathroom". */
export function factsLine(
  { kind, bedrooms, bathrooms }: Pick<FoundListing, "kind" | "bedrooms" | "bathrooms">,
  words: {
    readonly kind: (kind: FoundListing["kind"]) => string;
    readonly bedrooms: (count: number) => string;
    readonly bathrooms: (count: number) => string;
  },
): string {
  return [
    words.kind(kind),
    bedrooms > 0 ? words.bedrooms(bedrooms) : "",
    bathrooms > 0 ? words.bathrooms(bathrooms) : "",
  ].filter((it) => it !== "").join(" · ");
}

/** Where it is; the LGA once where the area is called the same. */
export const placeLine = ({ area, lga }: Pick<FoundListing, "area" | "lga">): string =>
  area === lga ? area : `${area}, ${lga}`;
