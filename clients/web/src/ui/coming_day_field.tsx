/** A day between two others as people here write it, the day first; YYYY-MM-DD for the form. */
import { t } from "@lingui/core/macro";
import type { ComponentProps } from "react";
import { date } from "../format/date.ts";
import { readDayWithin, typedDay } from "./read_day.ts";
import { ReadField } from "./read_field.tsx";

type Props = Omit<ComponentProps<typeof ReadField<string>>, "read" | "written" | "inputMode">;

/** The field; both days are among those that it takes. */
export function ComingDayField(
  { from, until, ...rest }: Props & { readonly from: string; readonly until: string },
) {
  const first = date(from);
  const last = date(until);
  const read = (typed: string) => {
    const reading = readDayWithin(typed, { from, until }, {
      early: t`The earliest is ${first}.`,
      late: t`The latest is ${last}.`,
    });
    return reading.understood ? { ...reading, says: date(reading.value) } : reading;
  };
  return <ReadField<string> {...rest} inputMode="text" read={read} written={typedDay} />;
}
