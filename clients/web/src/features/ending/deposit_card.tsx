/** The deposit, line by line: what was paid, what was kept and what shows it, what came back. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Deposit, TenancyHome } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { DisputeOfDeduction } from "./deduction_dispute.tsx";
import { DepositLines } from "./deposit_lines.tsx";
import { DepositReturns } from "./deposit_returns.tsx";
import { depositQuery } from "./ending_query.ts";

/** The card. */
export function DepositCard({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(depositQuery(home.id));
  return (
    <Card title={<Trans>Deposit</Trans>}>
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {(found) =>
          found === null || found.deposit.demanded_kobo === 0
            ? (
              <p className="text-muted">
                <Trans>No deposit was asked for.</Trans>
              </p>
            )
            : (
              <div className="flex flex-col gap-4">
                <Held deposit={found.deposit} />
                <DepositReturns home={home} returns={found.returns} />
                <DepositLines home={home} found={found} />
                {found.disputes.filter((it) => it.status === "withdrawn").map((it) => (
                  <DisputeOfDeduction key={it.id} dispute={it} />
                ))}
              </div>
            )}
      </Loaded>
    </Card>
  );
}

function Held({ deposit }: { readonly deposit: Deposit }) {
  const { demanded_kobo, paid_kobo, held_kobo, is_due_for_refund, due_on } = deposit;
  return (
    <div>
      <p className="text-muted">
        {is_due_for_refund ? <Trans>To come back to you</Trans> : <Trans>Held for you</Trans>}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Money kobo={held_kobo} size="hero" />
        {is_due_for_refund && due_on !== null && (
          due_on < today()
            ? (
              <StatusChip meaning="bad">
                <Trans>It should be back since {date(due_on)}</Trans>
              </StatusChip>
            )
            : (
              <StatusChip meaning="info">
                <Trans>By {date(due_on)}</Trans>
              </StatusChip>
            )
        )}
      </p>
      {paid_kobo < demanded_kobo && (
        <p className="text-14 text-muted">
          <Trans>
            Of <Money kobo={demanded_kobo} /> that is asked for, <Money kobo={paid_kobo} /> came in.
          </Trans>
        </p>
      )}
      {!is_due_for_refund && held_kobo > 0 && (
        <p className="mt-1 text-14 text-muted">
          <Trans>
            It stays yours. When you have given the home back, only what you owe or what is damaged
            may be kept of it, each with a reason and what shows it.
          </Trans>
        </p>
      )}
    </div>
  );
}
