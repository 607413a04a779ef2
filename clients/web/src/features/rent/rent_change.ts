/** How a rent changes with a renewal. */
import type { TenancyHome } from "@estate/sdk";

type Rent = Pick<TenancyHome, "rent_kobo" | "rent_per">;

/** In whole per cent; undefined where the two are for periods of another length, and so cannot be compared as they stand. */
export function rentChange(before: Rent, after: Rent): number | undefined {
  if (before.rent_per !== after.rent_per || before.rent_kobo === 0) return undefined;
  return Math.round((after.rent_kobo / before.rent_kobo - 1) * 100);
}
