/** What share of somebody's income a rent would take, as far as a band of income can tell. */
import type { AppliedListing, IncomeBand } from "@estate/sdk";

/** Bounds of each band in millions of naira a year. */
const bounds: Readonly<Record<IncomeBand, readonly [number, number]>> = {
  under_1m: [0, 1],
  "1m_to_3m": [1, 3],
  "3m_to_6m": [3, 6],
  "6m_to_12m": [6, 12],
  "12m_to_25m": [12, 25],
  "25m_to_50m": [25, 50],
  "50m_and_over": [50, Infinity],
};

const timesAYear: Readonly<Record<AppliedListing["price_per"], number | undefined>> = {
  year: 1,
  half_year: 2,
  quarter: 4,
  month: 12,
  week: 52,
  night: undefined,
  total: undefined,
};

/**
 * In whole per cent. `least` with the highest income of the band, `most` with the lowest; null where the band has no such end.
 * easy: a third at most, even with the lowest income. hard: more than half, even with the highest.
 */
export interface RentShare {
  readonly least: number | null;
  readonly most: number | null;
  readonly verdict: "easy" | "fair" | "hard";
}

/** Of a rent for one period; undefined for what is no rent. */
export function rentShare(
  band: IncomeBand,
  rent: { readonly price_kobo: number; readonly price_per: AppliedListing["price_per"] },
): RentShare | undefined {
  const times = timesAYear[rent.price_per];
  if (times === undefined) return undefined;
  const yearly = rent.price_kobo * times;
  const [low, high] = bounds[band];
  const of = (millions: number) => yearly / (millions * 100_000_000);
  const [least, most] = [of(high), low === 0 ? Infinity : of(low)];
  return {
    least: high === Infinity ? null : Math.round(least * 100),
    most: low === 0 ? null : Math.round(most * 100),
    verdict: most <= 1 / 3 ? "easy" : least > 1 / 2 ? "hard" : "fair",
  };
}
