/** The days of which a statement of an account is shown. */

/** Those that have a name. */
export const spans = ["month", "year", "last-year"] as const;
/** One of them. */
export type Span = (typeof spans)[number];

/** First and last day, both included, as YYYY-MM-DD. */
export interface SpanDays {
  readonly fromOn: string;
  readonly untilOn: string;
}

/** The days of a span, as of today: this month or year until today, or all of the year before. */
export function spanDays(span: Span, today: string): SpanDays {
  const year = Number(today.slice(0, 4));
  switch (span) {
    case "month":
      return { fromOn: `${today.slice(0, 8)}01`, untilOn: today };
    case "year":
      return { fromOn: `${year}-01-01`, untilOn: today };
    case "last-year":
      return { fromOn: `${year - 1}-01-01`, untilOn: `${year - 1}-12-31` };
  }
}
