/** The length of a term, in words. */
import { plural } from "@lingui/core/macro";

/** "1 year", "6 months". */
export function monthsName(months: number): string {
  return months % 12 === 0
    ? plural(months / 12, { one: "# year", other: "# years" })
    : plural(months, { one: "# month", other: "# months" });
}
