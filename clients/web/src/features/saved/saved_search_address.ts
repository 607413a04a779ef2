/** The address of a search that was saved, in the parameters of /search; shapes drawn on a map have none there. */
import type { SavedSearch } from "@estate/sdk";

/** What /search reads. */
export function searchOf(
  it: Pick<
    SavedSearch,
    | "purpose"
    | "area"
    | "words"
    | "min_price_kobo"
    | "max_price_kobo"
    | "min_bedrooms"
    | "min_bathrooms"
    | "kinds"
    | "features"
    | "furnished"
    | "verified_only"
  >,
) {
  return {
    ...(it.purpose === "rent" ? {} : { purpose: it.purpose }),
    ...(it.area === null ? {} : { in: it.area }),
    ...(it.words === null ? {} : { q: it.words }),
    ...(it.min_price_kobo === null ? {} : { min: Math.round(it.min_price_kobo / 100) }),
    ...(it.max_price_kobo === null ? {} : { max: Math.round(it.max_price_kobo / 100) }),
    ...(it.min_bedrooms === null ? {} : { beds: it.min_bedrooms }),
    ...(it.min_bathrooms === null ? {} : { baths: it.min_bathrooms }),
    ...(it.kinds.length === 0 ? {} : { kind: it.kinds.join(",") }),
    ...(it.features.length === 0 ? {} : { has: it.features.join(",") }),
    ...(it.furnished === true ? { furnished: true as const } : {}),
    ...(it.verified_only ? { checked: true as const } : {}),
  };
}
