/** A day as people here write it, past or to come, the day first; YYYY-MM-DD for the form. */
import type { ComponentProps } from "react";
import { readDate } from "../../../sdk/src/ground/typed_input.ts";
import { date } from "../format/date.ts";
import { typedDay } from "./read_day.ts";
import { ReadField } from "./read_field.tsx";

type Props = Omit<ComponentProps<typeof ReadField<string>>, "read" | "written" | "inputMode">;

/** The field. */
export function AnyDayField(props: Props) {
  const read = (typed: string) => {
    const reading = readDate(typed);
    return reading.understood ? { ...reading, says: date(reading.value) } : reading;
  };
  return <ReadField<string> {...props} inputMode="text" read={read} written={typedDay} />;
}
