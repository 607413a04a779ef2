/** Payouts: what providers hold, asking for it, and letting go what somebody else asked for. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Landmark } from "lucide-react";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FundsCards } from "./funds_cards.tsx";
import { PayoutCard } from "./payout_card.tsx";
import { fundsQuery, payeeAccountsQuery, payoutsQuery } from "./payout_query.ts";

const AskPayoutSheet = lazy(() => import("./ask_payout_sheet.tsx"));

type Shown = { readonly orgId: string; readonly ask: boolean; readonly id?: string };

/** The page. */
export function PayoutsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Payouts`}>
      <Payouts {...shown} />
    </WorkGate>
  );
}

function Payouts({ orgId, ask, id }: Shown) {
  const funds = useQuery(fundsQuery(orgId));
  const payouts = useQuery(payoutsQuery(orgId));
  const accounts = useQuery(payeeAccountsQuery(orgId));
  const may = useMay(orgId, "money.payout");
  const navigate = useNavigate();
  const go = (search: { ask?: "yes" }, replace = false) =>
    void navigate({
      to: "/org/$orgId/money/payouts",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const available = (funds.data ?? []).reduce((sum, it) => sum + it.available_kobo, 0);
  const usable = (accounts.data ?? []).filter(({ status }) => status === "approved");
  const button = may && available > 0 && usable.length > 0 && (
    <Button onClick={() => go({ ask: "yes" })}>
      <Trans>Ask for a payout</Trans>
    </Button>
  );
  return (
    <Page
      title={t`Payouts`}
      lead={t`What tenants paid online waits with the provider until it is sent to your bank.`}
      width="wide"
      action={button}
    >
      <div className="flex flex-col gap-6">
        <Loaded query={funds} skeleton={<Skeleton className="h-36" />}>
          {(found) => <FundsCards funds={found} />}
        </Loaded>
        {accounts.data !== undefined && usable.length === 0 && (
          <EmptyState
            icon={<Landmark className="size-6" />}
            title={t`No bank account to send it to yet`}
            action={
              <LinkButton to="/org/$orgId/settings/payee" params={{ orgId }}>
                <Trans>Where money goes</Trans>
              </LinkButton>
            }
          >
            <Trans>
              Once an account is let in by a second person, what is held can be sent there.
            </Trans>
          </EmptyState>
        )}
        <Loaded query={payouts} skeleton={<Skeleton className="h-72" />}>
          {(found) =>
            found.length === 0
              ? usable.length > 0 && (
                <EmptyState title={t`Nothing was paid out yet`}>
                  <Trans>One person asks, another one approves, and it goes to your bank.</Trans>
                </EmptyState>
              )
              : (
                <ul className="flex flex-col gap-4">
                  {found.map((payout) => (
                    <li key={payout.id}>
                      <PayoutCard
                        payout={payout}
                        account={accounts.data?.find((it) => it.id === payout.payee_account_id)}
                        marked={payout.id === id}
                        mayAct={may}
                      />
                    </li>
                  ))}
                </ul>
              )}
        </Loaded>
      </div>
      {ask && may && funds.data !== undefined && accounts.data !== undefined && (
        <Suspense>
          <AskPayoutSheet
            orgId={orgId}
            funds={funds.data}
            accounts={usable}
            payouts={payouts.data ?? []}
            onClose={() => go({}, true)}
          />
        </Suspense>
      )}
    </Page>
  );
}
