/** A day as people write it, the day first. */
import { readDate, type TypedInput } from "../../../sdk/src/ground/typed_input.ts";
import { dayOf } from "../format/calendar.ts";

/** Between which days it may be, YYYY-MM-DD, both included. */
export interface DaysFrom {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** What is said of a day before and after them. */
export interface DayRefusals {
  readonly tooEarly: string;
  readonly tooLate: string;
}

/** Reads a day; one that is outside says so instead. */
export function readDayWithin(
  typed: string,
  { from, until }: DaysFrom,
  { tooEarly, tooLate }: DayRefusals,
): TypedInput<string> {
  const fits = (day: string) =>
    (from === undefined || day >= from) && (until === undefined || day <= until);
  const reading = readDate(typed);
  if (!reading.understood) {
    return { ...reading, readings: reading.readings.filter(({ value }) => fits(value)) };
  }
  if (fits(reading.value)) return reading;
  const early = from !== undefined && reading.value < from;
  return { understood: false, reason: early ? tooEarly : tooLate, readings: [] };
}

/** YYYY-MM-DD as it is typed: in figures, which are read in every language. */
export function typedDay(value: string): string {
  const { year, month, day } = dayOf(value);
  return `${day}/${month}/${year}`;
}
