/** Which days a report is about. Nigeria's tax year is the calendar year, for people and companies alike. */
import { dayOf } from "../../format/calendar.ts";

/** First and last day, both included, as YYYY-MM-DD. */
export interface Days {
  readonly fromOn: string;
  readonly toOn: string;
}

/** Periods that have a name. */
export const periods = [
  "this-month",
  "last-month",
  "this-quarter",
  "last-quarter",
  "this-year",
  "last-year",
] as const;
/** One of them. */
export type PeriodName = (typeof periods)[number];

/** What the address says: a name, or two days. */
export interface PeriodAddress {
  readonly period?: PeriodName;
  readonly from?: string;
  readonly to?: string;
}

const day = (year: number, month: number, number: number) =>
  new Date(Date.UTC(year, month, number)).toISOString().slice(0, 10);

/** The days of a period that has a name, as of today. */
export function daysOf(period: PeriodName, today: string): Days {
  const { year, month } = dayOf(today);
  const span = (first: number, months: number): Days => ({
    fromOn: day(year, first, 1),
    toOn: day(year, first + months, 0),
  });
  const quarter = Math.floor((month - 1) / 3) * 3;
  switch (period) {
    case "this-month":
      return span(month - 1, 1);
    case "last-month":
      return span(month - 2, 1);
    case "this-quarter":
      return span(quarter, 3);
    case "last-quarter":
      return span(quarter - 3, 3);
    case "this-year":
      return span(0, 12);
    case "last-year":
      return span(-12, 12);
  }
}

/** The days that an address names; this tax year where it names none, or none that can be. */
export function readPeriod({ period, from, to }: PeriodAddress, today: string): Days {
  if (from !== undefined && to !== undefined && isDay(from) && isDay(to) && from <= to) {
    return { fromOn: from, toOn: to };
  }
  return daysOf(period ?? "this-year", today);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day: number } = dayOf(text);
  return day(year, month - 1, number) === text;
}

/** The months that days touch, as YYYY-MM, in order. */
export function monthsOf({ fromOn, toOn }: Days): readonly string[] {
  const { year, month } = dayOf(fromOn);
  const months: string[] = [];
  for (let n = 0; n < 121; n++) {
    const next = day(year, month - 1 + n, 1).slice(0, 7);
    if (next > toOn.slice(0, 7)) break;
    months.push(next);
  }
  return months;
}
