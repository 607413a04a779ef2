/** How often something is charged, in words. */
import { t } from "@lingui/core/macro";

/** An interval as the database writes it, "1 mon", "3 mons", "1 year", "7 days". */
export function every(interval: string | null): string {
  switch (interval) {
    case "1 year":
    case "12 mons":
      return t`a year`;
    case "6 mons":
      return t`half a year`;
    case "3 mons":
      return t`a quarter`;
    case "1 mon":
      return t`a month`;
    case "7 days":
      return t`a week`;
    default:
      return "";
  }
}
