/** When a mandate ends, as people say it. */
import { daysBetween } from "../../format/calendar.ts";

/** From how many days before its end on it is said that it ends. */
const soon = 60;

/** The days that are left, today among them, where they are few; else undefined. */
export function fewDaysLeft(endsOn: string, today: string): number | undefined {
  const left = daysBetween(today, endsOn);
  return left > 0 && left <= soon ? left : undefined;
}
