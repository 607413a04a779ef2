/** Days as the database writes them: from the first up to, not including, the last. */
import { addDays, lastDay } from "../../format/calendar.ts";

/** Read; the last day is the last one taken. Null: nobody knows yet. */
export interface Days {
  readonly from: string;
  readonly last: string | null;
}

/** Reads "[2026-01-01,2027-01-01)" and "[2026-01-01,)". */
export function daysOf(period: string): Days | undefined {
  const [, from, until] = /^\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})?\)$/.exec(period) ?? [];
  if (from === undefined) return undefined;
  return { from, last: until === undefined ? null : lastDay(until) };
}

/** The day after one, YYYY-MM-DD: days are closed up to, not including, it. */
export function dayAfter(day: string): string {
  return addDays(day, 1);
}

/** Whether days are over, now, or to come. */
export function whenAre({ from, last }: Days, today: string): "over" | "now" | "coming" {
  if (last !== null && last < today) return "over";
  return from <= today ? "now" : "coming";
}
