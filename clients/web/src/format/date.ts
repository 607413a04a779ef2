/** Days and instants in words. Names of months are ours: browsers have none for our languages. */
import { t } from "@lingui/core/macro";
import { dayIn, inLagos } from "./calendar.ts";

/** The months, short, from January. */
export function shortMonths(): readonly string[] {
  return [
    t({ message: "Jan", context: "month, short" }),
    t({ message: "Feb", context: "month, short" }),
    t({ message: "Mar", context: "month, short" }),
    t({ message: "Apr", context: "month, short" }),
    t({ message: "May", context: "month, short" }),
    t({ message: "Jun", context: "month, short" }),
    t({ message: "Jul", context: "month, short" }),
    t({ message: "Aug", context: "month, short" }),
    t({ message: "Sep", context: "month, short" }),
    t({ message: "Oct", context: "month, short" }),
    t({ message: "Nov", context: "month, short" }),
    t({ message: "Dec", context: "month, short" }),
  ];
}

/** YYYY-MM-DD as "26 Nov 2026". */
export function date(day: string): string {
  return dayIn(day, shortMonths());
}

/** The day of an instant in Lagos, as "26 Nov 2026". */
export function dateOf(instant: string | number | Date): string {
  const { year, month, day } = inLagos(instant);
  return `${day} ${shortMonths()[month - 1]} ${year}`;
}

/** An instant as a clock in Lagos shows it, "14:05". */
export const time = (instant: string | number | Date): string => inLagos(instant).time;

/** An instant as "26 Nov 2026, 14:05". */
export function dateTime(instant: string | number | Date): string {
  return `${dateOf(instant)}, ${time(instant)}`;
}
