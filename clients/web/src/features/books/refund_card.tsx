/** A refund: how much, why, how it stands, and what the reader can do about it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Refund } from "@estate/sdk";
import { date, dateTime } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { useMay } from "../../session/membership.ts";
import { Money } from "../../ui/money.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { RefundActs } from "./refund_acts.tsx";
import { isUnsentRefund, refundState } from "./return_words.ts";

/** The card; `marked` is the one that somebody came for. */
export function RefundCard(
  { orgId, refund, marked }: {
    readonly orgId: string;
    readonly refund: Refund;
    readonly marked: boolean;
  },
) {
  const may = useMay(orgId, "money.confirm");
  const { meaning, word } = refundState(refund);
  const { paid_on: paidOn } = refund;
  return (
    <article
      aria-label={t`Refund of ${naira(refund.amount_kobo)}`}
      className={`flex flex-col gap-3 rounded-card border p-4 sm:p-6 ${
        marked ? "border-brand" : "border-line"
      }`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2>
            <Money kobo={refund.amount_kobo} size="large" />
          </h2>
          <p className="break-words">{refund.reason}</p>
          <p className="text-14 text-muted">
            <Trans>Asked for on {dateTime(refund.created_at)}</Trans>
            {" · "}
            {refund.way === "by_hand"
              ? <Trans>paid out by you</Trans>
              : <Trans>sent by {paymentMethod(refund.method)}</Trans>}
          </p>
        </div>
        <StatusChip meaning={meaning}>{word}</StatusChip>
      </div>
      <p className="text-14 text-muted">
        {refund.drops_charges
          ? <Trans>What it paid for is owed no more.</Trans>
          : <Trans>What it paid for is open again.</Trans>}
      </p>
      {paidOn !== null && (
        <p className="text-14">
          <Trans>Paid out on {date(paidOn)}: {refund.paid_reference}</Trans>
        </p>
      )}
      {refund.status === "needs_attention" && (
        <Callout meaning="warn" title={t`Nobody knows yet whether it went`}>
          <Trans>
            Do not pay it by hand: our staff ask the provider, and it is not sent twice.
          </Trans>
        </Callout>
      )}
      {refund.failure_reason !== null && refund.status !== "succeeded" && (
        <Callout meaning="warn" title={t`What the provider says`}>{refund.failure_reason}</Callout>
      )}
      {refund.decision !== null && (
        <Callout meaning="info" title={t`Why`}>{refund.decision}</Callout>
      )}
      {may && isUnsentRefund(refund) && <RefundActs refund={refund} />}
    </article>
  );
}
