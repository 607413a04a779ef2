/** The advance of a listing, in words. */
import { t } from "@lingui/core/macro";
import type { ListingCosts } from "@estate/sdk/catalogue";
import { periodName } from "../../format/home_words.ts";

/** What the advance is: "Rent of a year", "Rent of 2 periods". */
export function advanceName({ advance_periods, price_per }: ListingCosts): string {
  if (advance_periods === 1) {
    const period = periodName(price_per);
    return t`Rent, ${period}`;
  }
  switch (price_per) {
    case "year":
      return t`Rent, ${advance_periods} years in advance`;
    case "month":
      return t`Rent, ${advance_periods} months in advance`;
    default:
      return t`Rent, ${advance_periods} periods in advance`;
  }
}
