/** What is owed now: the largest thing on the screen, and the way to pay it. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { chargesQuery, paymentsQuery, rentStatusQuery } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Coming } from "./coming.tsx";
import { leftToPay, type Owed, owed, undecided } from "./owed.ts";

/** The card. */
export function OwedCard({ home }: { readonly home: TenancyHome }) {
  const charges = useQuery(chargesQuery(home.id));
  const payments = useQuery(paymentsQuery(home.id));
  if (charges.data === undefined) {
    return charges.error === null
      ? <Skeleton className="h-44" />
      : <Problem error={charges.error} onRetry={() => void charges.refetch()} />;
  }
  const all = owed(charges.data, today());
  const { begun, reported } = undecided(payments.data ?? []);
  const left = leftToPay(all.now, reported);
  return (
    <Card>
      <h2 className="text-muted">
        <Trans>Owed now</Trans>
      </h2>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Money kobo={all.nowKobo} size="hero" />
        <Standing all={all} />
      </p>
      {all.now.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {all.now.map((it) => (
            <li key={it.charge_id} className="flex items-baseline justify-between gap-4 py-2">
              <span>
                {chargeKind(it.kind)}{" "}
                <span className="block text-14 text-muted">
                  <Trans>due {date(it.due_on)}</Trans>
                </span>
              </span>
              <Money kobo={it.payable_kobo} />
            </li>
          ))}
        </ul>
      )}
      <NextDue home={home} all={all} />
      {reported.map((it) => <Coming key={it.id} payment={it} isBegun={false} />)}
      {begun.map((it) => <Coming key={it.id} payment={it} isBegun />)}
      {/* What was reported is not paid twice: where that is not known, it is said before the button. */}
      <Missed of={[payments]} className="mt-4" />
      {all.now.length + all.later.length > 0 && (
        <LinkButton
          to="/home/$tenancyId/pay"
          params={{ tenancyId: home.id }}
          search={{}}
          look={left > 0 ? "primary" : "secondary"}
          wide
          className="mt-4"
        >
          {left > 0
            ? <Trans>Pay {naira(left)}</Trans>
            : all.nowKobo > 0
            ? <Trans>See how it stands</Trans>
            : <Trans>Pay ahead</Trans>}
        </LinkButton>
      )}
    </Card>
  );
}

function Standing({ all }: { readonly all: Owed }) {
  if (all.nowKobo === 0) {
    return (
      <StatusChip meaning="good">
        <Trans>Nothing to pay</Trans>
      </StatusChip>
    );
  }
  return all.overdueSince === undefined
    ? (
      <StatusChip meaning="warn">
        <Trans>Due today</Trans>
      </StatusChip>
    )
    : (
      <StatusChip meaning="bad">
        <Trans>Overdue since {date(all.overdueSince)}</Trans>
      </StatusChip>
    );
}

function NextDue({ home, all }: { readonly home: TenancyHome; readonly all: Owed }) {
  const { data: standing } = useQuery(rentStatusQuery(home.id));
  const first = all.later[0];
  const day = first?.due_on ?? standing?.next_due_on ?? null;
  const kobo = first === undefined
    ? standing?.next_due_kobo ?? 0
    : all.later.filter((it) => it.due_on === first.due_on)
      .reduce((sum, it) => sum + it.payable_kobo, 0);
  if (day === null || kobo === 0 || day <= today()) return null;
  return (
    <p className="mt-3 text-muted">
      <Trans>
        Next: <span className="font-semibold text-ink">{naira(kobo)}</span> on {date(day)}
      </Trans>
    </p>
  );
}
