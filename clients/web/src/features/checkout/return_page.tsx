/** Where payers come back to: it says what is known, asks until it is, and never that something is paid before the receipt. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AskedPayment } from "@estate/sdk";
import { useEffect, useState } from "react";
import { ownShelf } from "../../session/own_shelf.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { askedQuery } from "./asked_query.ts";
import { undecided } from "./attempt.ts";
import { NextSteps } from "./next_steps.tsx";
import { type KnownPayment, paymentQuery, standingOfKnown } from "./payment_query.ts";
import { PaidReceipts } from "./paid_receipts.tsx";
import { isOpen, type Standing } from "./standing.ts";
import { StandingWords } from "./standing_words.tsx";
import { TransferDetails } from "./transfer_details.tsx";
import { keptTransfer } from "./transfers_kept.ts";

/** The page. */
export function ReturnPage({ reference }: { readonly reference: string }) {
  const [since] = useState(Date.now);
  const userId = useSignedInAs();
  const asked = useQuery(paymentQuery(reference, userId, since));
  const waited = useWaited(since);
  const said = useSaid(asked.data, () => void asked.refetch());
  const title = t`Your payment`;
  if (asked.data === undefined) {
    return (
      <Page title={title} lead={reference}>
        {asked.error === null
          ? (
            <Loading onRetry={() => void asked.refetch()}>
              <Skeleton className="h-48" />
            </Loading>
          )
          : <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      </Page>
    );
  }
  const standing = standingOfKnown(asked.data, waited, said?.answer);
  if (standing === undefined) return <Unknown title={title} reference={reference} />;
  return (
    <Page title={title} lead={<Trans>Reference {reference}</Trans>}>
      <Known
        known={asked.data}
        standing={standing}
        said={said}
        isBehind={asked.error !== null}
      />
    </Page>
  );
}

function Known(
  { known, standing, said, isBehind }: {
    readonly known: KnownPayment;
    readonly standing: Standing;
    readonly said: AskedPayment | undefined;
    /** Whether the last question was not answered. */
    readonly isBehind: boolean;
  },
) {
  const { amount_kobo, reference } = known.standing!;
  const transfer = keptTransfer(ownShelf, reference);
  const waits = standing === "asking" || standing === "late";
  const queries = useQueryClient();
  // The live line may be away: what was read before is not what is owed now, wherever somebody goes from here.
  useEffect(() => {
    if (isOpen(standing)) return;
    for (const topic of ["payments", "charges", "receipts", "tenancy", "sales", "applications"]) {
      void queries.invalidateQueries({ queryKey: [topic] });
    }
  }, [standing, queries]);
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="rounded-card border border-line p-6 text-center">
        <StandingWords
          standing={standing}
          isRent={known.payment !== undefined && known.payment.tenancy_id !== null}
        />
        <Money kobo={amount_kobo} size="hero" className="mt-4 block" />
        {isBehind && (
          <p className="mt-3 text-14 text-muted">
            <Trans>The line is away just now. It is asked again by itself.</Trans>
          </p>
        )}
      </div>
      {waits && transfer !== undefined && <TransferDetails transfer={transfer} waiting />}
      {known.receipts !== undefined && known.receipts.length > 0 && (
        <PaidReceipts receipts={known.receipts} />
      )}
      <NextSteps known={known} standing={standing} said={said?.answer} />
    </div>
  );
}

/** What the provider says while it is not decided; `onOver`: what is known is of before it was. */
function useSaid(known: KnownPayment | undefined, onOver: () => void): AskedPayment | undefined {
  const reference = known?.standing?.reference ?? "";
  const isAsked = known?.payment !== undefined && isPending(known.standing?.status) &&
    undecided([known.payment]).length > 0;
  const { data } = useQuery({ ...askedQuery(reference), enabled: isAsked });
  const isOver = isAsked && data !== undefined && !isPending(data.status);
  useEffect(() => {
    if (isOver) onOver();
    // Once for each that is over.
  }, [isOver, reference]);
  return isAsked ? data : undefined;
}

const isPending = (status: AskedPayment["status"] | undefined) =>
  status === "created" || status === "pending";

/** Milliseconds since somebody began to wait, told every few seconds. */
function useWaited(since: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now - since;
}

function Unknown({ title, reference }: { readonly title: string; readonly reference: string }) {
  return (
    <Page title={title} lead={reference}>
      <EmptyState
        title={<Trans>There is no payment with this reference</Trans>}
        action={
          <LinkButton to="/home">
            <Trans>Your homes</Trans>
          </LinkButton>
        }
      >
        <Trans>
          A letter of the address may be missing. If money left your account, your bank's message
          has the reference.
        </Trans>
      </EmptyState>
    </Page>
  );
}
