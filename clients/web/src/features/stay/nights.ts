/** A short stay: how many nights, what they come to, and what stands in their way. */
import type { StayLengths, TakenDays } from "@estate/sdk";
import { daysBetween } from "../../format/calendar.ts";

/** What is the matter with a stay. */
export type Obstacle =
  | { readonly what: "order" }
  | { readonly what: "short" | "long"; readonly nights: number }
  | { readonly what: "taken"; readonly from: string; readonly until: string };

/** Nights from the day of arrival to the day on which one leaves; negative or none where they are in the wrong order. */
export const nightsOf = (from: string, until: string): number => daysBetween(from, until);

/** The first thing that keeps somebody from these days; undefined: nothing. */
export function obstacleOf(
  { from, until }: { readonly from: string; readonly until: string },
  taken: readonly TakenDays[],
  lengths: StayLengths | undefined,
): Obstacle | undefined {
  const nights = nightsOf(from, until);
  if (nights < 1) return { what: "order" };
  const { minimum_nights: least, maximum_nights: most } = lengths ??
    { minimum_nights: null, maximum_nights: null };
  if (least !== null && nights < least) return { what: "short", nights: least };
  if (most !== null && nights > most) return { what: "long", nights: most };
  // Who leaves on the day on which another arrives is in nobody's way.
  const clash = taken.find((it) => it.taken_from < until && it.taken_until > from);
  return clash === undefined
    ? undefined
    : { what: "taken", from: clash.taken_from, until: clash.taken_until };
}
