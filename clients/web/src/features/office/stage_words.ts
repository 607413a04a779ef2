/** A stage of reminding in words. */
import { plural, t } from "@lingui/core/macro";

/** "7 days before". */
export function stageName(day: number): string {
  if (day === 0) return t`on the day`;
  return day < 0
    ? plural(-day, { one: "# day before", other: "# days before" })
    : plural(day, { one: "# day after", other: "# days after" });
}
