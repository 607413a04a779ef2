/** Refunds of an organization, and what its members can do about each. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { RefundCard } from "./refund_card.tsx";
import { refundsQuery } from "./return_query.ts";

type Shown = { readonly orgId: string; readonly id?: string };

/** The page. */
export function RefundsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Refunds`}>
      <Refunds {...shown} />
    </WorkGate>
  );
}

function Refunds({ orgId, id }: Shown) {
  const query = useQuery(refundsQuery(orgId));
  return (
    <Page
      title={t`Refunds`}
      lead={t`Money that goes back to who paid it, by the word of two people.`}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-72" />}>
        {(found) =>
          found.length === 0
            ? (
              <EmptyState
                icon={<Undo2 className="size-6" />}
                title={t`Nothing went back yet`}
                action={
                  <LinkButton to="/org/$orgId/money/receipts" params={{ orgId }} look="secondary">
                    <Trans>To the receipts</Trans>
                  </LinkButton>
                }
              >
                <Trans>A refund is asked for from the receipt of the payment.</Trans>
              </EmptyState>
            )
            : (
              <ul className="flex flex-col gap-4">
                {found.map((refund) => (
                  <li key={refund.id}>
                    <RefundCard orgId={orgId} refund={refund} marked={refund.id === id} />
                  </li>
                ))}
              </ul>
            )}
      </Loaded>
    </Page>
  );
}
