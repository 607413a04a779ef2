/** Days and instants as numbers; the words for them are in date.ts and relative.ts. Nigeria is an hour ahead of UTC, always. */

/** A day of the calendar. */
export interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** Reads YYYY-MM-DD. */
export function dayOf(text: string): Day {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split("-").map(Number);
  return { year, month, day };
}

/** YYYY-MM-DD as "26 Nov 2026", with these names of months. */
export function dayIn(text: string, months: readonly string[]): string {
  const { year, month, day } = dayOf(text);
  return `${day} ${months[month - 1]} ${year}`;
}

/** An instant as it is on a clock in Lagos. */
export function inLagos(instant: string | number | Date): Day & { readonly time: string } {
  const text = new Date(new Date(instant).getTime() + 3_600_000).toISOString();
  return { ...dayOf(text), time: text.slice(11, 16) };
}

/** Today in Lagos, as YYYY-MM-DD. */
export function today(now = Date.now()): string {
  return new Date(now + 3_600_000).toISOString().slice(0, 10);
}

/** The day so many days after YYYY-MM-DD; before it where that is negative. */
export function addDays(day: string, days: number): string {
  const { year, month, day: number } = dayOf(day);
  return new Date(Date.UTC(year, month - 1, number + days)).toISOString().slice(0, 10);
}

/** The same day so many months later; the last of a month that is shorter. */
export function addMonths(day: string, months: number): string {
  const { year, month, day: number } = dayOf(day);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(number, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The last day of what is kept with the first day after it: terms, periods, mandates. */
export const lastDay = (until: string): string => addDays(until, -1);

/** Days from one YYYY-MM-DD to another; negative when that is before. */
export function daysBetween(from: string, to: string): number {
  const at = (text: string) => {
    const { year, month, day } = dayOf(text);
    return Date.UTC(year, month - 1, day);
  };
  return Math.round((at(to) - at(from)) / 86_400_000);
}

/** How long ago something was, in the largest unit that is whole. */
export type Ago =
  | { readonly unit: "now" }
  | { readonly unit: "minute" | "hour" | "day" | "month" | "year"; readonly count: number };

/** From an instant to another. Days are calendar days in Lagos: yesterday evening is a day ago this morning. */
export function ago(instant: string | number | Date, now = Date.now()): Ago {
  const then = new Date(instant).getTime();
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return { unit: "now" };
  if (minutes < 60) return { unit: "minute", count: minutes };
  const days = daysBetween(today(then), today(now));
  if (days < 1) return { unit: "hour", count: Math.floor(minutes / 60) };
  if (days < 60) return { unit: "day", count: days };
  const months = Math.floor(days / 30.44);
  return months < 24
    ? { unit: "month", count: months }
    : { unit: "year", count: Math.floor(days / 365.25) };
}
