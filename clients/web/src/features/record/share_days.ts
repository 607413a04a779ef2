/** For how long a history is shared. */

/** What is offered; the project allows 90 days at most. */
export const shareDays = [7, 30, 90] as const;

/** One of them. */
export type ShareDays = (typeof shareDays)[number];

/** When a consent of so many days ends; a minute less, so that the longest is not refused by a clock that goes before. */
export function endOf(days: ShareDays, now = Date.now()): Date {
  return new Date(now + days * 86_400_000 - 60_000);
}
