/** When terms end, from the rent roll. */
import { daysBetween, lastDay } from "../../format/calendar.ts";
import type { BarGroup } from "../../chart/chart_data.ts";
import { monthsOf } from "./period.ts";

/** What of a row decides. */
export interface Term {
  /** Null, though the types say otherwise, for an empty home and a tenancy without an end. */
  readonly ends_on: string | null;
}

/** How many terms end in each of the months from today's on; those that are over already are left out. */
export function endsByMonth(
  terms: readonly Term[],
  today: string,
  months: number,
  label: (month: string, isFirst: boolean) => string,
): readonly BarGroup[] {
  const until = new Date(
    Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + months, 0),
  );
  return monthsOf({ fromOn: today, toOn: until.toISOString().slice(0, 10) }).map((month, n) => ({
    key: month,
    label: label(month, n === 0),
    values: {
      ends: terms.filter(({ ends_on }) => {
        const last = ends_on === null ? undefined : lastDay(ends_on);
        return last !== undefined && last >= today && last.startsWith(month);
      }).length,
    },
  }));
}

/** How many terms end within so many days, today included. */
export function endsWithin(terms: readonly Term[], today: string, days: number): number {
  return terms.filter(({ ends_on }) => {
    if (ends_on === null) return false;
    const left = daysBetween(today, lastDay(ends_on));
    return left >= 0 && left <= days;
  }).length;
}
