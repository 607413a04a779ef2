/** What a rental record says of one tenancy: from when to when, for how much, how it was paid, how it ended. */
import { plural, t } from "@lingui/core/macro";
import type { PastTenancy } from "@estate/sdk";
import { lastDay } from "../format/calendar.ts";
import { date } from "../format/date.ts";
import { naira } from "../format/naira.ts";
import { rentPer } from "../format/tenancy_words.ts";
import { StatusChip } from "../ui/status_chip.tsx";

type Facts =
  & Pick<
    PastTenancy,
    | "starts_on"
    | "until_on"
    | "status"
    | "rent_per"
    | "charges_due"
    | "charges_on_time"
    | "ended_by"
  >
  & {
    /** Null: it is not told. */
    readonly rent_kobo: number | null;
  };

/** The lines; `overdue` says what is, undefined: nothing. */
export function TenancyFacts(
  { tenancy, overdue }: { readonly tenancy: Facts; readonly overdue: string | undefined },
) {
  const { charges_due: due, charges_on_time: onTime, rent_kobo: rent } = tenancy;
  // Of one that lasts it is the end of its term.
  const isOver = tenancy.status === "ended" || tenancy.status === "passed_on";
  const until = isOver ? tenancy.until_on : lastDay(tenancy.until_on);
  return (
    <>
      <p>
        {date(tenancy.starts_on)} – {date(until)}
      </p>
      {rent !== null && (
        <p>
          {naira(rent)} {rentPer(tenancy.rent_per)}
        </p>
      )}
      <p className="mt-3 flex flex-wrap gap-2">
        {due > 0 && (
          <StatusChip meaning={onTime === due ? "good" : "info"}>
            {plural(due, {
              one: `${onTime} of # charge paid within a week`,
              other: `${onTime} of # charges paid within a week`,
            })}
          </StatusChip>
        )}
        <StatusChip meaning={overdue === undefined ? "good" : "bad"}>
          {overdue ?? t`Nothing overdue`}
        </StatusChip>
      </p>
      {tenancy.ended_by !== null && (
        <p className="mt-2 text-14 text-muted">{ended(tenancy.ended_by)}</p>
      )}
    </>
  );
}

function ended(by: string): string {
  switch (by) {
    case "sale of the home":
      return t`The home was sold`;
    case "renewed":
      return t`Renewed`;
    case "notice by the owner":
      return t`The landlord gave notice`;
    case "notice by the tenant":
      return t`The tenants gave notice`;
    default:
      return t`The home was given back`;
  }
}
