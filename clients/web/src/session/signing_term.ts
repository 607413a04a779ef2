/** How long a term an agency signs in the owner's name: a longer one needs a deed. The database refuses the same. */
import { addMonths } from "../format/calendar.ts";

const longest = 36;

/** Whether a mandate to sign reaches a term of so many months: its three years run from today where it begins later. Days as YYYY-MM-DD. */
export const reachesTerm = (startsOn: string, months: number, today: string): boolean =>
  addMonths(startsOn, months) <= addMonths(startsOn < today ? startsOn : today, longest);
