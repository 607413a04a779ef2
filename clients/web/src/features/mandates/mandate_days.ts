/** When a mandate ends, as people say it. */
import { addDays, daysBetween } from "../../format/calendar.ts";

/** Its last day: the project keeps the first day after it. */
export const lastDay = (endsOn: string): string => addDays(endsOn, -1);

/** From how many days before its end on it is said that it ends. */
const soon = 60;

/** The days that are left, today among them, where they are few; else undefined. */
export function fewDaysLeft(endsOn: string, today: string): number | undefined {
  const left = daysBetween(today, endsOn);
  return left > 0 && left <= soon ? left : undefined;
}
