/** How a negotiation stands, and its terms, in words. */
import { plural, t } from "@lingui/core/macro";
import type { OfferStory } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";
import { isOutOfTime, turnOf } from "./turn.ts";

/** Colour, sign and word, for who made the offer. */
export function offerState(
  offer: OfferStory,
  now: number,
): { readonly meaning: Meaning; readonly words: string } {
  if (isOutOfTime(offer, now)) return { meaning: "info", words: t`Nobody answered in time` };
  switch (offer.status) {
    case "open":
      return turnOf(offer, now) === "mine"
        ? { meaning: "warn", words: t`Your answer is asked for` }
        : { meaning: "wait", words: t`Waits for the owner` };
    case "accepted":
      return { meaning: "good", words: t`Accepted` };
    case "converted":
      return offer.purpose === "sale"
        ? { meaning: "good", words: t`You bought it` }
        : { meaning: "good", words: t`It became a tenancy` };
    case "declined":
      return { meaning: "bad", words: t`Declined` };
    case "withdrawn":
      return { meaning: "info", words: t`Taken back` };
    case "expired":
      return { meaning: "info", words: t`Nobody answered in time` };
    case "lapsed":
      return { meaning: "info", words: t`Came to nothing` };
  }
}

/** Terms that can be offered, in months. */
export const termChoices = [6, 12, 24, 36] as const;

/** "1 year", "6 months". */
export function termName(months: number): string {
  return months % 12 === 0
    ? plural(months / 12, { one: "# year", other: "# years" })
    : plural(months, { one: "# month", other: "# months" });
}

/** For how long an offer can be good, in hours. */
export const validChoices = [24, 72, 168, 336] as const;

/** "3 days". */
export function validName(hours: number): string {
  return plural(Math.round(hours / 24), { one: "# day", other: "# days" });
}

/** How many periods are paid at once, in the words of the price. */
export function advanceName(periods: number, per: OfferStory["price_per"]): string {
  switch (per) {
    case "year":
      return plural(periods, { one: "# year in advance", other: "# years in advance" });
    case "month":
      return plural(periods, { one: "# month in advance", other: "# months in advance" });
    default:
      return plural(periods, { one: "# period in advance", other: "# periods in advance" });
  }
}
