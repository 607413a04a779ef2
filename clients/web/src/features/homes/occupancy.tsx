/** What a unit is used for today, and a line of all claims on it: those to come, now, and over. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { UnitHold, UnitWithProperty } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date, dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { daysOf, whenAre } from "./days.ts";
import { unitHoldsQuery, unitsQuery } from "./homes_query.ts";
import { holdWords, occupancyWords } from "./unit_words.ts";

/** The card. */
export function Occupancy(
  { orgId, unit }: { readonly orgId: string; readonly unit: UnitWithProperty },
) {
  const { data: units } = useQuery(unitsQuery(orgId, unit.property_id));
  const query = useQuery(unitHoldsQuery(unit.id));
  const now = units?.find(({ id }) => id === unit.id)?.today;
  const said = now === undefined ? undefined : occupancyWords(now.status);
  return (
    <Card
      title={t`Use`}
      {...(said === undefined
        ? {}
        : { action: <StatusChip meaning={said.meaning}>{said.words}</StatusChip> })}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(holds) =>
          holds.length === 0
            ? (
              <p className="text-muted">
                <Trans>Nobody has had a claim on it. It is free.</Trans>
              </p>
            )
            : (
              <ol className="border-l-2 border-line pl-4">
                {holds.map((it) => <Claim key={it.id} hold={it} />)}
              </ol>
            )}
      </Loaded>
    </Card>
  );
}

function Claim({ hold }: { readonly hold: UnitHold }) {
  const days = daysOf(hold.period);
  if (days === undefined) return null;
  const isLive = hold.status === "active" && whenAre(days, today()) === "now";
  const from = date(days.from);
  return (
    <li className={`relative pb-4 last:pb-0 ${hold.status === "active" ? "" : "text-muted"}`}>
      <span
        aria-hidden="true"
        className={`absolute -left-[1.4rem] top-1.5 size-2.5 rounded-chip ${
          isLive ? "bg-brand" : "bg-edge"
        }`}
      />
      <p className="font-semibold">{holdWords(hold)}</p>
      <p className="text-14">
        {days.last === null
          ? <Trans>from {from}, no end yet</Trans>
          : days.last === days.from
          ? from
          : <Trans>{from} to {date(days.last)}</Trans>}
      </p>
      {hold.status !== "active" && (
        <p className="text-14">
          {hold.status === "expired" ? <Trans>It lapsed.</Trans> : <Trans>It was let go.</Trans>}
        </p>
      )}
      {hold.status === "active" && hold.expires_at !== null && (
        <p className="text-14 text-muted">
          <Trans>Until {dateTime(hold.expires_at)}, then it is free again.</Trans>
        </p>
      )}
      {hold.note !== null && <p className="text-14">{hold.note}</p>}
    </li>
  );
}
