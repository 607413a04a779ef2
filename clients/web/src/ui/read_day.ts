/** A day of the past as people write it, the day first. */
import { readDate, type TypedInput } from "../../../sdk/src/ground/typed_input.ts";
import { dayOf } from "../format/calendar.ts";

/** Reads a day up to `latest` (YYYY-MM-DD); `tooLate` is said of a later one. */
export function readDayUntil(typed: string, latest: string, tooLate: string): TypedInput<string> {
  const reading = readDate(typed);
  if (reading.understood) {
    return reading.value <= latest ? reading : { understood: false, reason: tooLate, readings: [] };
  }
  return { ...reading, readings: reading.readings.filter(({ value }) => value <= latest) };
}

/** YYYY-MM-DD as it is typed: in figures, which are read in every language. */
export function typedDay(value: string): string {
  const { year, month, day } = dayOf(value);
  return `${day}/${month}/${year}`;
}
