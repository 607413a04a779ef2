/** Viewings under the day on which they are. */
import { inLagos } from "../../format/calendar.ts";

/** A day with what is on it, in the order in which it came. */
export interface DayOf<It> {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly all: readonly It[];
}

/** Groups what begins at `starts_at` by its day in Lagos. */
export function byDay<It extends { readonly starts_at: string }>(
  all: readonly It[],
): readonly DayOf<It>[] {
  const days = new Map<string, It[]>();
  for (const it of all) {
    const { year, month, day } = inLagos(it.starts_at);
    const key = [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
    days.set(key, [...days.get(key) ?? [], it]);
  }
  return [...days].map(([day, all]) => ({ day, all }));
}
