/** When something is, as one says it of today: "today, 14:00", "by 3 Dec 2026". */
import { t } from "@lingui/core/macro";
import type { TodayPart, TodayRow } from "@estate/sdk";
import { daysBetween, today } from "../../format/calendar.ts";
import { date, dateOf, time } from "../../format/date.ts";
import { relative } from "../../format/relative.ts";

/** An instant that is near. */
function near(instant: string): string {
  const days = daysBetween(today(), today(new Date(instant).getTime()));
  const clock = time(instant);
  if (days === 0) return t`today, ${clock}`;
  if (days === 1) return t`tomorrow, ${clock}`;
  return t`${dateOf(instant)}, ${clock}`;
}

/** What of its times a row of a part says. */
export function whenOf(part: TodayPart, row: TodayRow): string | undefined {
  const day = row.on_day === null ? undefined : date(row.on_day);
  switch (part) {
    case "viewings":
    case "inspections":
      return row.until === null ? undefined : near(row.until);
    case "payments":
      return day === undefined ? undefined : t`paid ${day}`;
    case "bank_rows":
      return day === undefined ? undefined : t`came in ${day}`;
    case "endings":
    case "mandates":
      return day === undefined ? undefined : part === "endings" ? t`ends ${day}` : t`from ${day}`;
    case "notices":
      if (day === undefined) return undefined;
      return row.state === "to_serve" ? t`serve by ${day}` : t`leaves ${day}`;
    case "offers":
    case "disputes":
      return row.until === null ? undefined : t`until ${near(row.until)}`;
    case "listings":
      return row.until === null ? undefined : t`by ${dateOf(row.until)}`;
    default:
      return row.since === null ? undefined : relative(row.since);
  }
}
