/** A payment that was reported or recorded: what was shown, beside what was expected, and what can be said of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { ReportedBeside } from "@estate/sdk";
import { date, dateOf } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { relative } from "../../format/relative.ts";
import { Money } from "../../ui/money.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { DecideButtons } from "./decide_buttons.tsx";
import type { Decision } from "./decisions.ts";
import { Expected } from "./expected.tsx";
import { paymentState } from "./payment_words.ts";
import { Proof } from "./proof.tsx";

/** The card; `open` is what the reader may say of it now. */
export function ReportedCard(
  { reported, marked, open, isRecorder, onDecide }: {
    readonly reported: ReportedBeside;
    /** The one that somebody came for. */
    readonly marked: boolean;
    readonly open: readonly Decision[];
    /** Whether the reader recorded it. */
    readonly isRecorder: boolean;
    readonly onDecide: (decision: Decision) => void;
  },
) {
  const { payment, tenants, property, unit, proofs } = reported;
  const state = paymentState(payment);
  const place = property === null ? undefined : unit === null ? property : t`${property}, ${unit}`;
  const payer = tenants.length === 0 ? t`The payer` : tenants.join(", ");
  return (
    <article
      className={`rounded-card border p-4 sm:p-6 ${marked ? "border-brand" : "border-line"}`}
      aria-label={payer}
    >
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-18 font-semibold">{payer}</h2>
          {place !== undefined && <p className="text-muted">{place}</p>}
        </div>
        <div className="sm:text-right">
          <Money kobo={payment.claimed_kobo} size="large" className="block" />
          <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
        </div>
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        <div className="flex flex-col gap-3">
          <h3 className="font-semibold">
            {payment.source === "payee"
              ? <Trans>What was recorded</Trans>
              : <Trans>What was shown</Trans>}
          </h3>
          {proofs.map((proof, n) => (
            <Proof key={proof.id} proof={proof} number={n + 1} total={proofs.length} />
          ))}
          <Facts reported={reported} />
        </div>
        <div className="flex flex-col gap-3">
          <h3 className="font-semibold">
            <Trans>What was expected</Trans>
          </h3>
          <Expected reported={reported} />
          {payment.decision !== null && (
            <Callout meaning="info" title={t`Said about it`}>{payment.decision}</Callout>
          )}
          <DecideButtons
            payment={payment}
            open={open}
            isRecorder={isRecorder}
            onDecide={onDecide}
          />
          {payment.answer_by !== null && (open.length > 0 || payment.status === "recorded") && (
            <Until payment={payment} />
          )}
        </div>
      </div>
    </article>
  );
}

function Until({ payment: { status, answer_by } }: Pick<ReportedBeside, "payment">) {
  const day = dateOf(answer_by ?? "");
  return (
    <p className="text-14 text-muted">
      {status === "recorded"
        ? <Trans>If the payer says nothing by {day}, it counts as paid.</Trans>
        : <Trans>Look until {day}: then it expires.</Trans>}
    </p>
  );
}

function Facts({ reported: { payment, reference } }: { readonly reported: ReportedBeside }) {
  const facts: [string, ReactNode][] = [
    [t`How`, paymentMethod(payment.method)],
    [t`Paid`, date(payment.paid_on)],
    [t`Bank reference`, payment.bank_reference],
    [t`Our reference`, reference],
    [payment.source === "payee" ? t`Recorded` : t`Reported`, relative(payment.created_at)],
    [t`Note`, payment.note],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-14">
      {facts.filter(([, value]) => value !== null).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
