/**
 * A day as people here write it, the day first; YYYY-MM-DD for the form. Not the browser's own: a browser in American English
 * takes 05/12 as 12 May.
 */
import { t } from "@lingui/core/macro";
import type { ComponentProps } from "react";
import { today } from "../format/calendar.ts";
import { date } from "../format/date.ts";
import { type DaysFrom, readDayWithin, typedDay } from "./read_day.ts";
import { ReadField } from "./read_field.tsx";

type Props =
  & Omit<ComponentProps<typeof ReadField<string>>, "read" | "written" | "inputMode">
  & DaysFrom;

/** The field. Without `from` and `until` it takes days until today; with `from` alone, all from then on. */
export function DayField(
  { from, until = from === undefined ? today() : undefined, ...props }: Props,
) {
  const now = today();
  const read = (typed: string) => {
    const reading = readDayWithin(typed, { from, until }, {
      tooEarly: from === undefined || from === now
        ? t`This day has passed.`
        : t`The earliest day is ${date(from)}.`,
      tooLate: until === undefined || until === now
        ? t`This day has not come yet.`
        : t`The latest day is ${date(until)}.`,
    });
    return reading.understood ? { ...reading, says: date(reading.value) } : reading;
  };
  return <ReadField<string> {...props} inputMode="text" read={read} written={typedDay} />;
}
