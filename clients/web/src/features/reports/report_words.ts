/** What reports and their parts are called. */
import { t } from "@lingui/core/macro";
import { shortMonths } from "../../format/date.ts";
import { dayOf } from "../../format/calendar.ts";
import type { PeriodName } from "./period.ts";
import type { ReportName } from "./report_names.ts";

/** A report's name, and the question that it answers. */
export function reportWords(name: ReportName): { readonly title: string; readonly asks: string } {
  switch (name) {
    case "rent-roll":
      return { title: t`Rent roll`, asks: t`Which homes are let, for how much and until when` };
    case "collections":
      return { title: t`Collections`, asks: t`What came in, by month and by what it paid for` };
    case "ageing":
      return { title: t`Ageing`, asks: t`Who owes what, and for how long` };
    case "owner-statement":
      return {
        title: t`Owner statement`,
        asks: t`What fell due, what was received, what is open: line by line`,
      };
    case "service-charges":
      return {
        title: t`Service charge account`,
        asks: t`What each home was charged and paid for the shared costs`,
      };
    case "platform-fees":
      return { title: t`Platform fees`, asks: t`What Estate took of your payments` };
  }
}

/** A period. The tax year is the calendar year. */
export function periodWords(period: PeriodName, thisYear: number): string {
  const lastYear = thisYear - 1;
  switch (period) {
    case "this-month":
      return t`This month`;
    case "last-month":
      return t`Last month`;
    case "this-quarter":
      return t`This quarter`;
    case "last-quarter":
      return t`Last quarter`;
    case "this-year":
      return t`Tax year ${thisYear}`;
    case "last-year":
      return t`Tax year ${lastYear}`;
  }
}

/** YYYY-MM as the axis says it; with the year where it begins and in January. */
export function monthName(month: string, isFirst: boolean): string {
  const { year, month: number } = dayOf(`${month}-01`);
  const name = shortMonths()[number - 1] ?? "";
  return isFirst || number === 1 ? `${name} ${year}` : name;
}
