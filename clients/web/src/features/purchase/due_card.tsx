/** What of the price is due, and what is on its way. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind, chargeStatus } from "../../format/money_words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import type { Purchase } from "./purchase_query.ts";

/** The card; what is demanded is shown, nothing is guessed. */
export function DueCard(
  { purchase: { sale, charges, payments } }: { readonly purchase: Purchase },
) {
  const now = today();
  const shown = charges.filter((it) => it.status !== "reversed");
  const coming = payments.filter((it) => it.status === "created" || it.status === "pending");
  const open = shown.filter((it) => (it.payable_kobo ?? 0) > 0);
  if (shown.length === 0) {
    return sale.status === "agreed"
      ? (
        <Callout meaning="info" title={t`Nothing is due yet`}>
          <p>
            <Trans>
              The deposit is asked for here when the contract is signed. Pay nothing before, and
              nothing outside Estate: what you pay here is held until the home is yours.
            </Trans>
          </p>
        </Callout>
      )
      : null;
  }
  return (
    <Card title={<Trans>What is due</Trans>}>
      <ul className="divide-y divide-line">
        {shown.map((it) => {
          const { meaning, word } = chargeStatus(it, now);
          const day = date(it.due_on);
          return (
            <li
              key={it.charge_id}
              className="flex items-start justify-between gap-4 py-3 first:pt-0"
            >
              <span>
                <span className="block font-semibold">{chargeKind(it.kind)}</span>
                <span className="block text-14 text-muted">
                  <Trans>Due {day}</Trans>
                </span>
              </span>
              <span className="flex shrink-0 flex-col items-end gap-1">
                <Money kobo={it.amount_kobo} className="font-semibold" />
                <StatusChip meaning={meaning}>{word}</StatusChip>
              </span>
            </li>
          );
        })}
      </ul>
      {coming.map((it) => (
        <p key={it.id} className="mt-3">
          <Link
            to="/payments/$reference"
            params={{ reference: it.reference }}
            className="font-semibold text-brand underline"
          >
            <Trans>
              A payment of <Money kobo={it.amount_kobo} /> was begun: see how it stands
            </Trans>
          </Link>
        </p>
      ))}
      {open.length > 0 && (
        <div className="mt-4">
          <LinkButton wide to="/offers/$id/pay" params={{ id: sale.offer_id }} search={{}}>
            <Trans>Pay</Trans>
          </LinkButton>
          <p className="mt-2 text-14 text-muted">
            <Trans>
              What you pay is held and not the seller's income before the home is yours.
            </Trans>
          </p>
        </div>
      )}
    </Card>
  );
}
