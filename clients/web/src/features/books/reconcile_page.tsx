/** Reconciliation: what the bank says came in, beside what was reported and what is owed. A person says which is which. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { OpenRows } from "./open_rows.tsx";
import type { RowAct } from "./row_acts.ts";
import { statementAccountsQuery } from "./statement_query.ts";

/** What the address says: which account, which row, what is being said of it. */
export interface ReconcileAddress {
  readonly account?: string;
  readonly row?: string;
  readonly say?: RowAct;
}

type Shown = { readonly orgId: string; readonly address: ReconcileAddress };

/** The page. */
export function ReconcilePage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.confirm" title={t`Bank statement`}>
      <Reconcile {...shown} />
    </WorkGate>
  );
}

function Reconcile({ orgId, address }: Shown) {
  const accounts = useQuery(statementAccountsQuery(orgId));
  const account = accounts.data?.find(({ id }) => id === address.account) ?? accounts.data?.[0];
  const importing = (
    <LinkButton
      to="/org/$orgId/money/reconcile/import"
      params={{ orgId }}
      search={account === undefined ? {} : { account: account.id }}
      icon={<FileUp aria-hidden="true" className="size-5" />}
    >
      <Trans>Import a statement</Trans>
    </LinkButton>
  );
  return (
    <Page
      title={t`Bank statement`}
      lead={t`What came into your bank account, and which payment it is.`}
      width="wide"
      {...(account === undefined ? {} : { action: importing })}
    >
      <Loaded query={accounts} skeleton={<Skeleton className="h-96" />}>
        {(found) =>
          account === undefined
            ? (
              <EmptyState
                icon={<FileUp className="size-6" />}
                title={t`No statement yet`}
                action={importing}
              >
                <Trans>
                  Download the statement from your bank as CSV and import it here: each transfer is
                  put beside the tenant and the charge that it looks like.
                </Trans>
              </EmptyState>
            )
            : <OpenRows orgId={orgId} accounts={found} account={account} address={address} />}
      </Loaded>
    </Page>
  );
}
