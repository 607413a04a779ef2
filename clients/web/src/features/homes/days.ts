/** Days as the database writes them: from the first up to, not including, the last. */

/** Read; the last day is the last one taken. Null: nobody knows yet. */
export interface Days {
  readonly from: string;
  readonly last: string | null;
}

const dayBefore = (day: string) =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Reads "[2026-01-01,2027-01-01)" and "[2026-01-01,)". */
export function daysOf(period: string): Days | undefined {
  const [, from, until] = /^\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})?\)$/.exec(period) ?? [];
  if (from === undefined) return undefined;
  return { from, last: until === undefined ? null : dayBefore(until) };
}

/** The day after one, YYYY-MM-DD: days are closed up to, not including, it. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** Whether days are over, now, or to come. */
export function whenAre({ from, last }: Days, today: string): "over" | "now" | "coming" {
  if (last !== null && last < today) return "over";
  return from <= today ? "now" : "coming";
}
