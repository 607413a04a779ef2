/** What a tenancy was charged and what of it is open. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind, chargeStatus, period } from "../../format/money_words.ts";
import { chargesQuery, rentStatusQuery } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** The card. */
export function MoneyOfLetting(
  { orgId, tenancyId }: { readonly orgId: string; readonly tenancyId: string },
) {
  const query = useQuery(chargesQuery(tenancyId));
  const { data: status } = useQuery(rentStatusQuery(tenancyId));
  const through = status?.paid_through ?? null;
  return (
    <Card
      title={t`Charges`}
      action={
        <LinkButton to="/org/$orgId/money/charges" params={{ orgId }} look="quiet">
          <Trans>All money</Trans>
        </LinkButton>
      }
    >
      {through !== null && (
        <p className="mb-3">
          <Trans>Rent is paid through {date(through)}.</Trans>
        </p>
      )}
      <Loaded query={query} skeleton={<Skeleton className="h-32" />}>
        {(charges) => {
          const shown = charges.filter((it) => it.status !== "reversed");
          if (shown.length === 0) {
            return (
              <p className="text-muted">
                <Trans>Nothing is charged before the tenancy is in force.</Trans>
              </p>
            );
          }
          return (
            <ul className="divide-y divide-line">
              {shown.toReversed().slice(0, 12).map((it) => {
                const state = chargeStatus(it, today());
                return (
                  <li
                    key={it.charge_id}
                    className="flex items-start justify-between gap-3 py-3 first:pt-0 last:pb-0"
                  >
                    <span className="min-w-0">
                      <span className="block">{chargeKind(it.kind)}</span>
                      <span className="block text-14 text-muted">
                        {period((it.period as string | null) ?? null) ?? ""}
                      </span>
                      <span className="block text-14 text-muted">
                        <Trans>due {date(it.due_on ?? "")}</Trans>
                      </span>
                    </span>
                    <span className="shrink-0 text-right">
                      <Money kobo={it.amount_kobo ?? 0} className="block font-semibold" />
                      <StatusChip meaning={state.meaning}>{state.word}</StatusChip>
                    </span>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}
