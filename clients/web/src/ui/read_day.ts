/** A day as people write it, the day first, between two others. */
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

/** Reads a day `from` one `until` another, both included; `words` are said of one outside. */
export function readDayWithin(
  typed: string,
  { from, until }: { readonly from: string; readonly until: string },
  words: { readonly early: string; readonly late: string },
): TypedInput<string> {
  const reading = readDayUntil(typed, until, words.late);
  if (!reading.understood) {
    return { ...reading, readings: reading.readings.filter(({ value }) => value >= from) };
  }
  return reading.value >= from ? reading : { understood: false, reason: words.early, readings: [] };
}

/** YYYY-MM-DD as it is typed: in figures, which are read in every language. */
export function typedDay(value: string): string {
  const { year, month, day } = dayOf(value);
  return `${day}/${month}/${year}`;
}
