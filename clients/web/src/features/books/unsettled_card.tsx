/** Payments of a tenancy that are not settled yet: whom each waits for, and the way to it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfflinePayment } from "@estate/sdk";
import { date, dateOf } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";

/** Nothing while none waits. `mayTakeBack`: what one recorded oneself. */
export function UnsettledCard(
  { orgId, payments, mayTakeBack }: {
    readonly orgId: string;
    readonly payments: readonly OfflinePayment[];
    readonly mayTakeBack: boolean;
  },
) {
  const me = useSignedInAs();
  if (payments.length === 0) return null;
  return (
    <Card title={t`Not settled yet`}>
      <ul className="divide-y divide-line">
        {payments.map((it) => (
          <li
            key={it.id}
            className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-60">
              <p>
                <Money kobo={it.claimed_kobo} className="font-semibold" />{" "}
                <span className="text-muted">{paymentMethod(it.method)}, {date(it.paid_on)}</span>
              </p>
              <p className="text-14">{next(it)}</p>
            </div>
            {it.source === "payee" && it.reported_by === me && mayTakeBack
              ? (
                <LinkButton
                  to="/org/$orgId/money/payments"
                  params={{ orgId }}
                  search={{ show: "asked", id: it.id, say: "mistake" }}
                  look="secondary"
                >
                  <Trans>I recorded it by mistake</Trans>
                </LinkButton>
              )
              : (
                <LinkButton
                  to="/org/$orgId/money/payments"
                  params={{ orgId }}
                  search={it.status === "submitted" ? { id: it.id } : { show: "asked", id: it.id }}
                  look="secondary"
                >
                  <Trans>See the payment</Trans>
                </LinkButton>
              )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What is waited for. */
function next({ status, answer_by }: OfflinePayment): string {
  const day = answer_by === null ? "" : dateOf(answer_by);
  switch (status) {
    case "recorded":
      return t`The tenant is asked. If they say nothing by ${day}, it counts as paid and the receipt is made.`;
    case "disputed":
      return t`The tenant says that it is not so: Estate's staff decide.`;
    case "needs_more":
      return t`The tenant is asked for more proof.`;
    default:
      return t`The tenant says that they paid it: look whether it came.`;
  }
}
