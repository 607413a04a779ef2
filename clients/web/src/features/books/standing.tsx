/** How a tenancy stands: overdue, paid through, next due, paid ahead. */
import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { TenancyMoney } from "./tenancy_query.ts";

/** Four facts, the first of them large. */
export function Standing(
  { money: { standing, credits, charges } }: { readonly money: TenancyMoney },
) {
  const overdue = standing?.arrears_kobo ??
    charges.filter(({ status }) => status === "overdue")
      .reduce((sum, it) => sum + (it.payable_kobo ?? 0), 0);
  const credit = credits.reduce((sum, it) => sum + it.left_kobo, 0);
  const nextOn = standing?.next_due_on as string | null | undefined;
  const through = standing?.paid_through as string | null | undefined;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4 rounded-card bg-raised p-4 sm:p-6">
      <Fact name={t`Overdue`}>
        {overdue > 0
          ? <Money kobo={overdue} size="hero" className="text-bad" />
          : <StatusChip meaning="good">{t`Nothing`}</StatusChip>}
      </Fact>
      {through !== null && through !== undefined && (
        <Fact name={t`Paid through`}>{date(through)}</Fact>
      )}
      {nextOn !== null && nextOn !== undefined && (
        <Fact name={t`Next due`}>
          {t`${naira(standing?.next_due_kobo ?? 0)} on ${date(nextOn)}`}
        </Fact>
      )}
      <Fact name={t`Unused credit`}>
        <Money kobo={credit} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-14 text-muted">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
