/** A dispute: how much, until when, what was answered, and what came of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { Dispute } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { useMay } from "../../session/membership.ts";
import { Button } from "../../ui/button.tsx";
import { Money } from "../../ui/money.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { AnswerForm } from "./answer_form.tsx";
import { disputeState } from "./return_words.ts";

/** The card; `marked` is the one that somebody came for. */
export function DisputeCard(
  { orgId, dispute, marked }: {
    readonly orgId: string;
    readonly dispute: Dispute;
    readonly marked: boolean;
  },
) {
  const may = useMay(orgId, "money.confirm");
  const [isAnswering, setAnswering] = useState(false);
  const { meaning, word } = disputeState(dispute.status);
  return (
    <article
      aria-label={t`Dispute about ${naira(dispute.amount_kobo)}`}
      className={`flex flex-col gap-3 rounded-card border p-4 sm:p-6 ${
        marked ? "border-brand" : "border-line"
      }`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2>
            <Money kobo={dispute.amount_kobo} size="large" />
          </h2>
          <p className="text-14 text-muted">
            <Trans>
              By {paymentMethod(dispute.method)}, since {dateTime(dispute.created_at)}
            </Trans>
          </p>
          {dispute.category !== null && <p className="break-words">{dispute.category}</p>}
        </div>
        <StatusChip meaning={meaning}>{word}</StatusChip>
      </div>
      {dispute.status === "open" && dispute.answer_by !== null && (
        <Callout meaning="warn" title={t`Answer by ${dateTime(dispute.answer_by)}`}>
          <Trans>After that the bank gives the money back to the payer.</Trans>
        </Callout>
      )}
      {dispute.answer !== null && (
        <Callout
          meaning="info"
          title={dispute.answer === "accept" ? t`You let it go back` : t`You contested it`}
        >
          {dispute.answer_note}
        </Callout>
      )}
      {may && dispute.status === "open" &&
        (isAnswering
          ? <AnswerForm dispute={dispute} onDone={() => setAnswering(false)} />
          : (
            <div className="acts">
              <Button onClick={() => setAnswering(true)}>
                <Trans>Answer it</Trans>
              </Button>
            </div>
          ))}
    </article>
  );
}
