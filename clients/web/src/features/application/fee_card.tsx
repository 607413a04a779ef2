/** A fee for applying, where the law of the place allows one: what for, whether it comes back, and paying it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ApplicationFee, ChargeBalance } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeStatus } from "../../format/money_words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** Nothing where none is asked for. */
export function FeeCard(
  { fees, charges, listingId }: {
    readonly fees: readonly ApplicationFee[];
    readonly charges: readonly ChargeBalance[];
    readonly listingId: string;
  },
) {
  const now = today();
  const asked = fees.flatMap((fee) => {
    const charge = charges.find((it) => it.charge_id === fee.charge_id);
    return charge === undefined || charge.status === "reversed" ? [] : [{ fee, charge }];
  });
  if (asked.length === 0) return null;
  const isOpen = asked.some(({ charge }) => (charge.payable_kobo ?? 0) > 0);
  return (
    <Card title={<Trans>A fee is asked for</Trans>}>
      <ul className="divide-y divide-line">
        {asked.map(({ fee, charge }) => {
          const { meaning, word } = chargeStatus(charge, now);
          const day = date(charge.due_on);
          return (
            <li key={fee.charge_id} className="flex justify-between gap-4 py-3 first:pt-0">
              <span>
                <span className="block font-semibold">{feeName(fee.kind)}</span>
                <span className="block text-14 text-muted">
                  {fee.is_refundable
                    ? <Trans>Due {day}. It comes back if you are turned down.</Trans>
                    : <Trans>Due {day}. It does not come back.</Trans>}
                </span>
              </span>
              <span className="flex shrink-0 flex-col items-end gap-1">
                <Money kobo={charge.amount_kobo} className="font-semibold" />
                <StatusChip meaning={meaning}>{word}</StatusChip>
              </span>
            </li>
          );
        })}
      </ul>
      {isOpen && (
        <div className="mt-3">
          <LinkButton wide to="/l/$id/fee" params={{ id: listingId }} search={{}}>
            <Trans>Pay it here</Trans>
          </LinkButton>
          <p className="mt-2 text-14 text-muted">
            <Trans>
              The law of the place allows this fee. Pay none that is not asked for here.
            </Trans>
          </p>
        </div>
      )}
    </Card>
  );
}

function feeName(kind: ApplicationFee["kind"]): string {
  switch (kind) {
    case "processing":
      return t`For handling the application`;
    case "viewing":
      return t`For a viewing`;
    case "credit_check":
      return t`For a credit check`;
    case "reference_check":
      return t`For checking references`;
    case "legal_review":
      return t`For a lawyer's review`;
  }
}
