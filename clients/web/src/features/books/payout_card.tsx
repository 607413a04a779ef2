/** A payout: how much, where to, how it stands, and what the reader can do about it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { PayeeAccount, Payout } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Money } from "../../ui/money.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { PayoutActs } from "./payout_acts.tsx";
import { isUnsent, payoutState } from "./payout_words.ts";

/** The card; `marked` is the one that somebody came for. */
export function PayoutCard(
  { payout, account, marked, mayAct }: {
    readonly payout: Payout;
    readonly account: PayeeAccount | undefined;
    readonly marked: boolean;
    readonly mayAct: boolean;
  },
) {
  const isMine = payout.requested_by === useSignedInAs();
  const { meaning, word } = payoutState(payout.status);
  const to = account === undefined
    ? t`To an owner, by their agency`
    : `${account.account_name}, ${account.bank_name} •••• ${account.last_four}`;
  return (
    <article
      aria-label={t`Payout of ${naira(payout.amount_kobo)}`}
      className={`flex flex-col gap-3 rounded-card border p-4 sm:p-6 ${
        marked ? "border-brand" : "border-line"
      }`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2>
            <Money kobo={payout.amount_kobo} size="large" />
          </h2>
          <p className="break-words">{to}</p>
          <p className="text-14 text-muted">
            {isMine
              ? (
                <Trans>
                  You asked on {dateTime(payout.created_at)}, by {paymentMethod(payout.provider)}
                </Trans>
              )
              : (
                <Trans>
                  Asked for on {dateTime(payout.created_at)}, by {paymentMethod(payout.provider)}
                </Trans>
              )}
          </p>
          {payout.note !== null && <p className="text-14">{payout.note}</p>}
        </div>
        <StatusChip meaning={meaning}>{word}</StatusChip>
      </div>
      {payout.paid_at !== null && payout.status === "paid" && (
        <p className="text-14 text-muted">
          <Trans>In the bank since {dateTime(payout.paid_at)}</Trans>
        </p>
      )}
      {payout.failure_reason !== null && payout.status !== "paid" && (
        <Callout meaning="warn" title={t`What the provider says`}>{payout.failure_reason}</Callout>
      )}
      {payout.decision !== null && (
        <Callout meaning="info" title={t`Why`}>{payout.decision}</Callout>
      )}
      {mayAct && isUnsent(payout.status) && <PayoutActs payout={payout} isMine={isMine} />}
    </article>
  );
}
