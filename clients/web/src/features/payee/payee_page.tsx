/** The bank accounts to which an organization's money may go: whose they are, who let them in, from when on. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Landmark } from "lucide-react";
import { useState } from "react";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { AccountCard } from "./account_card.tsx";
import { inOrder } from "./account_state.ts";
import { AddAccount } from "./add_account.tsx";
import { accountsQuery } from "./payee_query.ts";

/** The page. */
export function PayeePage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="money.read" title={t`Where money goes`}>
      <Accounts orgId={orgId} />
    </WorkGate>
  );
}

function Accounts({ orgId }: { readonly orgId: string }) {
  const { data, error, refetch } = useQuery(accountsQuery(orgId));
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t`Where money goes`}
      lead={
        <Trans>
          The bank says whose account it is, a second person lets it in, and it waits a while before
          money goes there: so that nobody can send your rent elsewhere in one evening.
        </Trans>
      }
    >
      <div className="flex flex-col gap-4">
        {data === undefined && (error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="h-36" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />)}
        {data !== undefined && data.length === 0 && !isAdding && (
          <EmptyState
            icon={<Landmark />}
            title={t`No bank account yet`}
            action={
              <Button onClick={() => setAdding(true)}>
                <Trans>Add an account</Trans>
              </Button>
            }
          >
            <Trans>Money that comes in online waits at the provider until there is one.</Trans>
          </EmptyState>
        )}
        {data !== undefined && data.length > 0 && (
          <ul className="flex flex-col gap-4">
            {inOrder(data).map((account) => (
              <li key={account.id}>
                <AccountCard account={account} />
              </li>
            ))}
          </ul>
        )}
        {isAdding && (
          <Card title={t`Add an account`}>
            <AddAccount orgId={orgId} onDone={() => setAdding(false)} />
          </Card>
        )}
        {data !== undefined && data.length > 0 && !isAdding && (
          <div className="acts">
            <Button look="secondary" onClick={() => setAdding(true)}>
              <Trans>Add another account</Trans>
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
