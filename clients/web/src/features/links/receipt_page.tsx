/** Whether a receipt is true, for whoever holds it: number, day, amount, period, valid or void; nothing else. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { CheckedReceipt } from "@estate/sdk/catalogue";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { receiptQuery } from "./link_query.ts";

/** The page; needs no login. */
export function ReceiptPage({ token }: { readonly token: string }) {
  const query = useQuery(receiptQuery(token));
  return (
    <Page
      title={t`Is this receipt true?`}
      lead={<Trans>Compare what stands here with the paper, word by word.</Trans>}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-72" />}>
        {(receipt) => receipt === null ? <Unknown /> : <Shown receipt={receipt} />}
      </Loaded>
    </Page>
  );
}

function verdictOf({ status }: CheckedReceipt): {
  readonly sign: ReactNode;
  readonly title: string;
  readonly words?: string;
} {
  switch (status) {
    case "valid":
      return {
        sign: <CircleCheck className="size-12 text-good" />,
        title: t`This receipt is valid`,
      };
    case "partly_refunded":
      return {
        sign: <CircleAlert className="size-12 text-warn" />,
        title: t`This receipt is valid, and a part went back`,
        words: t`The money was received, and a part of it went back to who paid it.`,
      };
    case "void":
      return {
        sign: <CircleX className="size-12 text-bad" />,
        title: t`This receipt is void`,
        words: t`It was issued and no longer holds: it is no evidence of a payment.`,
      };
    case "forged":
      return {
        sign: <CircleX className="size-12 text-bad" />,
        title: t`This receipt is forged`,
        words: t`Its record was changed after it was issued. Do not rely on it.`,
      };
  }
}

function Shown({ receipt }: { readonly receipt: CheckedReceipt }) {
  const { sign, title, words } = verdictOf(receipt);
  const { period_from: from, period_to: to, voided_on: voided } = receipt;
  const isForged = receipt.status === "forged";
  const period = from === null || to === null ? null : t`${date(from)} to ${date(to)}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t`Receipt`, receipt.number],
    [t`Received on`, isForged ? null : date(receipt.received_on)],
    [t`For`, isForged ? null : period],
    [t`Went back`, receipt.refunded_kobo === 0 ? null : naira(receipt.refunded_kobo)],
    [t`Void since`, voided === null ? null : date(voided)],
  ];
  return (
    <section className="rounded-card border border-line p-6">
      <div role="status" className="flex flex-col items-center text-center">
        <span aria-hidden="true">{sign}</span>
        <h2 className="mt-3 text-20 font-bold">{title}</h2>
        {words !== undefined && <p className="mt-1 max-w-md text-muted">{words}</p>}
      </div>
      {!isForged && (
        <p className={`mt-4 text-center ${receipt.status === "void" ? "line-through" : ""}`}>
          <Money kobo={receipt.amount_kobo} size="hero" />
        </p>
      )}
      <dl className="mt-6 flex flex-col gap-2 border-t border-line pt-4">
        {facts.filter(([, value]) => value !== null).map(([name, value]) => (
          <div key={name} className="flex items-baseline justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="money min-w-0 whitespace-normal text-right font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Unknown() {
  return (
    <EmptyState
      icon={<CircleX className="size-6" />}
      title={<Trans>There is no such receipt</Trans>}
    >
      <Trans>
        Estate has issued no receipt with this code: it may be forged. If you typed the address,
        scan the code on the paper instead.
      </Trans>
    </EmptyState>
  );
}
