/** The words of the first view in the language that is active, and where they stand in a card. */
import type { FoundListing } from "@estate/sdk/catalogue";
import { plural } from "@lingui/core/macro";
import { kinds } from "../src/features/search/search_choices.ts";
import { pageSize } from "../src/features/search/search_query.ts";
import type { FirstTemplate } from "../src/first/template.ts";
import { date, shortMonths } from "../src/format/date.ts";
import { bathroomsWord, bedroomsWord, kindName, periodName } from "../src/format/home_words.ts";
import { naira } from "../src/format/naira.ts";
import { relative } from "../src/format/relative.ts";
import { factsLine, placeLine } from "../src/ui/card_lines.ts";
import { checkedOn, confirmedAt } from "./first_samples.ts";

const minute = 60_000;
const day = 86_400_000;
/** Noon in Lagos: an hour and a day before it are plainly so. */
const noon = Date.parse("2026-06-15T11:00:00Z");

const upTo = (most: number, word: (count: number) => string) =>
  Array.from({ length: most + 1 }, (_, count) => word(count));

/** All that depend on numbers and kinds. */
export function wordsOf(): FirstTemplate["words"] {
  const ago = (milliseconds: number) => relative(noon - milliseconds, noon);
  const pair = (unit: number, more = 5) =>
    [ago(unit).replace(/\d+/, "#"), ago(unit * more).replace(/\d+/, "#")] as const;
  const periods = ["year", "half_year", "quarter", "month", "week", "night", "total"] as const;
  const months = 30.44 * day;
  return {
    kinds: Object.fromEntries(
      [...kinds, "room" as const].map((it) => [it, kindName(it)]),
    ),
    periods: Object.fromEntries(periods.map((it) => [it, periodName(it)])),
    bedrooms: upTo(20, bedroomsWord),
    bathrooms: upTo(20, bathroomsWord),
    // As in features/search/results.tsx.
    homes: upTo(pageSize - 1, (shown) => plural(shown, { one: "# home", other: "# homes" })),
    months: shortMonths(),
    now: ago(0),
    yesterday: ago(day),
    ago: {
      minute: pair(minute),
      hour: pair(60 * minute),
      day: pair(day),
      // Never one: two months are the first that are told in months, and two years in years.
      month: [ago(3 * months).replace(/\d+/, "#"), ago(3 * months).replace(/\d+/, "#")],
      year: [ago(3 * 366 * day).replace(/\d+/, "#"), ago(3 * 366 * day).replace(/\d+/, "#")],
    },
  };
}

/** What a card says of a sample, by the name of its place. */
export function places(listing: FoundListing): readonly (readonly [name: string, said: string])[] {
  return [
    ["id", listing.id],
    ["title", listing.title],
    ["price", naira(listing.price_kobo)],
    ["total", naira(listing.move_in_kobo)],
    ["period", periodName(listing.price_per)],
    [
      "facts",
      factsLine(listing, { kind: kindName, bedrooms: bedroomsWord, bathrooms: bathroomsWord }),
    ],
    ["place", placeLine(listing)],
    ["ago", relative(confirmedAt)],
    ...(listing.checked[0]?.on === checkedOn ? [["on", date(checkedOn)] as const] : []),
  ];
}
