/** Payments that a payer's bank disputes: until when to answer, with what, and how each came out. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DisputeCard } from "./dispute_card.tsx";
import { disputesQuery } from "./return_query.ts";

type Shown = { readonly orgId: string; readonly id?: string };

/** The page. */
export function DisputesPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Disputes`}>
      <Disputes {...shown} />
    </WorkGate>
  );
}

function Disputes({ orgId, id }: Shown) {
  const query = useQuery(disputesQuery(orgId));
  return (
    <Page
      title={t`Disputes`}
      lead={t`A payer told their bank that a card payment was not right. Not answering in time loses it.`}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-72" />}>
        {(found) =>
          found.length === 0
            ? (
              <EmptyState icon={<ShieldCheck className="size-6" />} title={t`Nothing is disputed`}>
                <Trans>
                  When a payer's bank asks about a payment, it stands here with the day by which to
                  answer.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="flex flex-col gap-4">
                {found.map((dispute) => (
                  <li key={dispute.id}>
                    <DisputeCard orgId={orgId} dispute={dispute} marked={dispute.id === id} />
                  </li>
                ))}
              </ul>
            )}
      </Loaded>
    </Page>
  );
}
