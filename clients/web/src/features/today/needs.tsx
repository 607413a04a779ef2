/** What needs somebody, part by part. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { OrgToday } from "@estate/sdk";
import { count } from "../../format/naira.ts";
import { useMay } from "../../session/membership.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { NeedRow } from "./need_row.tsx";
import { waitingParts } from "./order.ts";
import { partName } from "./part_words.ts";
import { standingNeeds } from "./standing_needs.ts";
import { StandingNeedCard } from "./standing_needs.tsx";
import { accountsQuery } from "./today_query.ts";

/** The list, or the good news that it is empty. */
export function Needs({ orgId, today: { needs, figures } }: {
  readonly orgId: string;
  readonly today: OrgToday;
}) {
  const mayName = useMay(orgId, "money.payout");
  const accounts = useQuery({ ...accountsQuery(orgId), enabled: mayName });
  const parts = waitingParts(needs);
  const standing = standingNeeds(figures, accounts.data);
  if (parts.length + standing.length === 0) {
    // That nothing needs them is said once it is known.
    if (mayName && accounts.data === undefined && accounts.error === null) {
      return <Skeleton className="h-40" />;
    }
    return (
      <EmptyState icon={<CircleCheck className="size-6" />} title={t`Nothing needs you`}>
        <Trans>
          Payments to confirm, questions, applicants and notices appear here by themselves.
        </Trans>
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {standing.map((need) => <StandingNeedCard key={need.kind} orgId={orgId} need={need} />)}
      {parts.map(([part, waiting]) => (
        <Card
          key={part}
          title={partName(part)}
          action={
            <span className="rounded-chip bg-brand-soft px-3 py-0.5 text-14 font-semibold text-brand-ink">
              {count(waiting.count)}
              <span className="sr-only">
                {plural(waiting.count, { one: "thing waits", other: "things wait" })}
              </span>
            </span>
          }
        >
          {!waiting.may_act && (
            <p className="mb-1 text-14 text-muted">
              <Trans>Somebody else of your organization decides these.</Trans>
            </p>
          )}
          <ul>
            {waiting.rows.map((row) => (
              <NeedRow
                key={row.id}
                orgId={orgId}
                part={part}
                row={row}
              />
            ))}
          </ul>
          {waiting.count > waiting.rows.length && (
            <p className="mt-2 text-14 text-muted">
              {plural(waiting.count - waiting.rows.length, {
                one: "and # more",
                other: "and # more",
              })}
            </p>
          )}
        </Card>
      ))}
    </div>
  );
}
