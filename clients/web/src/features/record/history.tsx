/** Each tenancy as it stands on the record: facts of the ledger, not somebody's opinion. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { PastTenancy } from "@estate/sdk";
import { ScrollText } from "lucide-react";
import { lastDay } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { rentPer, tenancyStatus } from "../../format/tenancy_words.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { historyQuery } from "./record_query.ts";

/** Newest first. */
export function History() {
  const query = useQuery(historyQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-48" />}>
      {(all) =>
        all.length === 0
          ? (
            <EmptyState icon={<ScrollText />} title={<Trans>Nothing is on it yet</Trans>}>
              <Trans>
                It begins with your first tenancy here, and each rent that you pay is written down.
              </Trans>
            </EmptyState>
          )
          : (
            <div className="flex flex-col gap-4">
              {all.map((it) => <Tenancy key={it.tenancy_id} tenancy={it} />)}
            </div>
          )}
    </Loaded>
  );
}

function Tenancy({ tenancy }: { readonly tenancy: PastTenancy }) {
  const { charges_due: due, charges_on_time: onTime, arrears_kobo: arrears } = tenancy;
  const { meaning, word } = tenancyStatus(tenancy.status);
  // Of one that lasts it is the end of its term.
  const isOver = tenancy.status === "ended" || tenancy.status === "passed_on";
  const until = isOver ? tenancy.until_on : lastDay(tenancy.until_on);
  return (
    <Card
      title={`${tenancy.unit_label}, ${tenancy.area}`}
      action={<StatusChip meaning={meaning}>{word}</StatusChip>}
    >
      <p className="text-muted">{tenancy.organization}</p>
      <p>
        {date(tenancy.starts_on)} – {date(until)}
      </p>
      <p>
        {naira(tenancy.rent_kobo)} {rentPer(tenancy.rent_per)}
      </p>
      <p className="mt-3 flex flex-wrap gap-2">
        {due > 0 && (
          <StatusChip meaning={onTime === due ? "good" : "info"}>
            {plural(due, {
              one: `${onTime} of # charge paid within a week`,
              other: `${onTime} of # charges paid within a week`,
            })}
          </StatusChip>
        )}
        <StatusChip meaning={arrears > 0 ? "bad" : "good"}>
          {arrears > 0 ? t`${naira(arrears)} overdue` : t`Nothing overdue`}
        </StatusChip>
      </p>
      {tenancy.ended_by !== null && (
        <p className="mt-2 text-14 text-muted">{ended(tenancy.ended_by)}</p>
      )}
    </Card>
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
