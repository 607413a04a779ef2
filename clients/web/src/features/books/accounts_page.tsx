/** The books of an organization: each account with what stands on it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { AccountBalance } from "@estate/sdk";
import { WorkGate } from "../../session/work_gate.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AccountStatement } from "./account_statement.tsx";
import { balancesQuery } from "./ledger_query.ts";
import { accountName, saidBalance, sideName, sideOf } from "./ledger_words.ts";
import type { Span } from "./span.ts";

/** What the address says: of which account the statement is shown, and of which days. */
export interface AccountsAddress {
  readonly account?: string;
  readonly span?: Span;
}

type Shown = { readonly orgId: string; readonly address: AccountsAddress };

/** The page. */
export function AccountsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Accounts`}>
      <Accounts {...shown} />
    </WorkGate>
  );
}

function Accounts({ orgId, address }: Shown) {
  const query = useQuery(balancesQuery(orgId));
  const chosen = query.data?.find(({ account_id }) => account_id === address.account);
  return (
    <Page
      title={chosen === undefined ? t`Accounts` : accountName(chosen.kind)}
      lead={chosen === undefined
        ? t`Your books: every naira stands in two places, and nothing is ever edited.`
        : undefined}
      width="wide"
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(balances) =>
          chosen !== undefined
            ? <AccountStatement orgId={orgId} account={chosen} span={address.span ?? "year"} />
            : balances.length === 0
            ? (
              <EmptyState title={t`The books are empty`}>
                <Trans>They begin with the first charge or payment.</Trans>
              </EmptyState>
            )
            : (
              <div className="grid items-start gap-6 lg:grid-cols-2">
                {(["owned", "held", "earned", "spent"] as const).map((side) => {
                  const its = balances.filter(({ kind }) => sideOf(kind) === side);
                  return its.length === 0 ? null : (
                    <Card key={side} title={sideName(side)}>
                      <ul className="divide-y divide-line">
                        {its.map((it) => <Line key={it.account_id} orgId={orgId} account={it} />)}
                      </ul>
                    </Card>
                  );
                })}
              </div>
            )}
      </Loaded>
    </Page>
  );
}

function Line({ orgId, account }: { readonly orgId: string; readonly account: AccountBalance }) {
  const { account_id: id, kind, balance_kobo: kobo } = account;
  return (
    <li>
      <Link
        to="/org/$orgId/money/accounts"
        params={{ orgId }}
        search={{ account: id }}
        className="-mx-2 flex min-h-12 items-center gap-3 rounded-control px-2 py-2 hover:bg-raised"
      >
        <span className="min-w-0 flex-1">{accountName(kind)}</span>
        <Money kobo={saidBalance(kind, kobo)} className="font-semibold" />
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
      </Link>
    </li>
  );
}
