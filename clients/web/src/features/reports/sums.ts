/** What the rows of reports come to, for their figures and charts. */
import type { BarGroup } from "../../chart/chart_data.ts";

/** Sums of rows by a word of theirs, largest first; what sums to nothing is left out. */
export function sumsBy<Row>(
  rows: readonly Row[],
  word: (row: Row) => string,
  kobo: (row: Row) => number,
): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(word(row), (sums.get(word(row)) ?? 0) + kobo(row));
  return [...sums].filter(([, sum]) => sum !== 0).sort((a, b) => b[1] - a[1]);
}

/** All of them. */
export const sumOf = <Row>(rows: readonly Row[], kobo: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + kobo(row), 0);

/** The `most` largest words of sums; the rest goes by the name `rest`. */
export function largest(
  sums: readonly (readonly [string, number])[],
  most: number,
): readonly string[] {
  return sums.length <= most ? sums.map(([word]) => word) : [
    ...sums.slice(0, most - 1).map(([word]) => word),
    "rest",
  ];
}

/** Groups by month (YYYY-MM, in `months`), each with sums by series. */
export function byMonth<Row>(
  rows: readonly Row[],
  months: readonly string[],
  label: (month: string, isFirst: boolean) => string,
  of: (
    row: Row,
  ) => readonly { readonly day: string; readonly key: string; readonly kobo: number }[],
): readonly BarGroup[] {
  const values = new Map(months.map((it) => [it, {} as Record<string, number>]));
  for (const { day, key, kobo } of rows.flatMap(of)) {
    const month = values.get(day.slice(0, 7));
    if (month !== undefined) month[key] = (month[key] ?? 0) + kobo;
  }
  return months.map((key, n) => ({
    key,
    label: label(key, n === 0),
    values: values.get(key) ?? {},
  }));
}
