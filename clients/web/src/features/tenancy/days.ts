/** Days of a term. */

/** The day before a YYYY-MM-DD: a term is written with the first day after it. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
