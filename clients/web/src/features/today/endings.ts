/** How many terms end soon, by the month in which they do. */
import { daysBetween, lastDay } from "../../format/calendar.ts";

/** How many end within 30, 60 and 90 days, how many later or never, and how many are over already. */
export interface Endings {
  readonly within30: number;
  readonly within60: number;
  readonly within90: number;
  readonly later: number;
  readonly over: number;
}

/** Counts the terms in force; without a last day a tenancy goes on. */
export function endingsOf(
  terms: readonly { readonly ends_on: string | null }[],
  today: string,
): Endings {
  const left = terms.map(({ ends_on }) =>
    ends_on === null ? Infinity : daysBetween(today, lastDay(ends_on))
  );
  const between = (least: number, most: number) =>
    left.filter((days) => days >= least && days <= most).length;
  return {
    within30: between(0, 30),
    within60: between(31, 60),
    within90: between(61, 90),
    later: between(91, Infinity),
    over: between(-Infinity, -1),
  };
}
