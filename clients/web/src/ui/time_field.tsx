/**
 * A time of the clock as people here write it (9am, 9:30, 14.00); HH:MM of 24 hours for the form. Not the browser's own: that
 * shows 12 hours or 24 as the phone is set, beside our times, which are of 24.
 */
import { t } from "@lingui/core/macro";
import type { ComponentProps } from "react";
import { ReadField } from "./read_field.tsx";
import { readTime } from "./read_time.ts";

type Props = Omit<ComponentProps<typeof ReadField<string>>, "read" | "written" | "inputMode">;

/** The field. */
export function TimeField(props: Props) {
  const read = (typed: string) =>
    readTime(typed, {
      none: t`This is not a time. Write it like 9:30, 2pm or 14:00.`,
      either: t`Morning or afternoon?`,
    });
  return <ReadField<string> {...props} inputMode="text" read={read} written={(it) => it} />;
}
