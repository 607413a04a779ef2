/**
 * A day until today as people here write it, the day first; YYYY-MM-DD for the form. Not the browser's own: a browser in
 * American English takes 05/12 as 12 May, and what a receipt is made of nobody can edit.
 */
import { t } from "@lingui/core/macro";
import type { ComponentProps } from "react";
import { today } from "../format/calendar.ts";
import { date } from "../format/date.ts";
import { readDayUntil, typedDay } from "./read_day.ts";
import { ReadField } from "./read_field.tsx";

type Props = Omit<ComponentProps<typeof ReadField<string>>, "read" | "written" | "inputMode">;

/** The field. */
export function DayField(props: Props) {
  const read = (typed: string) => {
    const reading = readDayUntil(typed, today(), t`This day has not come yet.`);
    return reading.understood ? { ...reading, says: date(reading.value) } : reading;
  };
  return <ReadField<string> {...props} inputMode="text" read={read} written={typedDay} />;
}
