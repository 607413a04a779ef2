/** How long a listing still counts as fresh. */
import { plural, t } from "@lingui/core/macro";
import type { Listing } from "@estate/sdk";
import { daysBetween, today } from "../../format/calendar.ts";

/** A line; of what is not open, or has no time, nothing. */
export function Fresh(
  { listing: { status, confirm_by } }: {
    readonly listing: Pick<Listing, "status" | "confirm_by">;
  },
) {
  if (status !== "published" || confirm_by === null) return null;
  const days = daysBetween(today(), today(new Date(confirm_by).getTime()));
  const words = days <= 0
    ? t`Confirm today that it is still available`
    : plural(days, { one: "Confirmed for # more day", other: "Confirmed for # more days" });
  return (
    <p className={`text-14 ${days <= 5 ? "font-semibold text-warn" : "text-muted"}`}>{words}</p>
  );
}
