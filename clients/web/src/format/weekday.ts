/** The day of the week, in words of ours. */
import { t } from "@lingui/core/macro";
import { inLagos } from "./calendar.ts";

/** "Saturday", of an instant in Lagos. */
export function weekdayOf(instant: string | number | Date): string {
  const { year, month, day } = inLagos(instant);
  const names = [
    t`Sunday`,
    t`Monday`,
    t`Tuesday`,
    t`Wednesday`,
    t`Thursday`,
    t`Friday`,
    t`Saturday`,
  ];
  return names[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? "";
}
