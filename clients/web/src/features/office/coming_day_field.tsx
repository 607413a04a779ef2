/** A day from today on, as people here write it: the day first. */
import { t } from "@lingui/core/macro";
import type { ComponentProps } from "react";
import { readDate, type TypedInput } from "../../../../sdk/src/ground/typed_input.ts";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { typedDay } from "../../ui/read_day.ts";
import { ReadField } from "../../ui/read_field.tsx";

type Props = Omit<ComponentProps<typeof ReadField<string>>, "read" | "written" | "inputMode">;

/** The field. */
export function ComingDayField(props: Props) {
  const read = (typed: string): TypedInput<string> => {
    const reading = readDate(typed);
    if (!reading.understood) {
      return { ...reading, readings: reading.readings.filter(({ value }) => value >= today()) };
    }
    if (reading.value < today()) {
      return { understood: false, reason: t`This day is over.`, readings: [] };
    }
    return { ...reading, says: date(reading.value) };
  };
  return <ReadField<string> {...props} inputMode="text" read={read} written={typedDay} />;
}
