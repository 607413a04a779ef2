/** The caution deposit of a tenancy, line by line: it is the tenant's money, held. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { DepositLine } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** With what is still to be returned. */
export function DepositCard({ lines }: { readonly lines: readonly DepositLine[] }) {
  const held = lines.at(-1)?.balance_kobo ?? 0;
  return (
    <Card title={t`Caution deposit`}>
      {lines.length === 0
        ? (
          <p className="text-muted">
            <Trans>None was paid.</Trans>
          </p>
        )
        : (
          <>
            <p className="mb-2">
              <Trans>{naira(held)} is held for the tenant.</Trans>
            </p>
            <ul>
              {lines.map((it) => (
                <li
                  key={it.line_no}
                  className="flex flex-wrap justify-between gap-x-4 border-t border-line py-2"
                >
                  <span>
                    {it.description}
                    <span className="block text-14 text-muted">{date(it.on_day)}</span>
                    {(it.dispute === "open" || it.dispute === "disagreed") && (
                      <StatusChip meaning="warn">
                        <Trans>Disputed</Trans>
                      </StatusChip>
                    )}
                  </span>
                  <Money kobo={it.amount_kobo} />
                </li>
              ))}
            </ul>
          </>
        )}
    </Card>
  );
}
