/** How many an announcement reaches in all languages together. */
import type { AnnouncementReach } from "@estate/sdk";

/** Sums of it. */
export interface Reached {
  readonly people: number;
  readonly bySms: number;
  readonly byEmail: number;
  readonly priceKobo: number;
}

/** Adds them up. */
export function reachedOf(reach: readonly AnnouncementReach[]): Reached {
  const sum = (of: (it: AnnouncementReach) => number) => reach.reduce((all, it) => all + of(it), 0);
  return {
    people: sum((it) => it.people),
    bySms: sum((it) => it.by_sms),
    byEmail: sum((it) => it.by_email),
    priceKobo: sum((it) => it.price_kobo ?? 0),
  };
}
