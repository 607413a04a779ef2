/** In which order what needs somebody is shown: money first, then people who wait, then what has a day. */
import type { OrgToday, TodayPart, Waiting } from "@estate/sdk";

/** All parts, in order. */
export const partOrder: readonly TodayPart[] = [
  "payments",
  "disputes",
  "deductions",
  "offers",
  "applications",
  "viewings",
  "enquiries",
  "payouts",
  "refunds",
  "bank_rows",
  "listings",
  "notices",
  "inspections",
  "endings",
  "mandates",
];

/** A part of which something waits. */
export type WaitingPart = readonly [part: TodayPart, waiting: Waiting];

/** What waits, in order; first what the reader can do something about. */
export function waitingParts(needs: OrgToday["needs"]): readonly WaitingPart[] {
  const parts = partOrder.flatMap((part): WaitingPart[] => {
    const waiting = needs[part];
    return waiting === undefined || waiting.count === 0 ? [] : [[part, waiting]];
  });
  return [
    ...parts.filter(([, { may_act }]) => may_act),
    ...parts.filter(([, { may_act }]) => !may_act),
  ];
}

/** How much of a whole, in whole per cent; never 100 before all of it is there. */
export function percent(part: number, whole: number): number {
  if (whole <= 0) return 0;
  const share = Math.round((part / whole) * 100);
  return part < whole ? Math.min(share, 99) : share;
}
