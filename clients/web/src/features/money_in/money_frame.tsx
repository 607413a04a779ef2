/** The parts of money, above each of its screens: what is owed and came in, what goes out, and the books of both. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useMay } from "../../session/membership.ts";
import { TabLink, Tabs } from "../../ui/tabs.tsx";

/** Around the screen; who may not read the money sees no tabs either. */
export function MoneyFrame(
  { orgId, children }: { readonly orgId: string; readonly children: ReactNode },
) {
  const mayRead = useMay(orgId, "money.read");
  return (
    <>
      {mayRead && <MoneyTabs orgId={orgId} />}
      {children}
    </>
  );
}

function MoneyTabs({ orgId }: { readonly orgId: string }) {
  const mayMatch = useMay(orgId, "money.confirm");
  const box = useRef<HTMLDivElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // On a phone the tab that is open may be beside the screen.
  useEffect(() => {
    box.current?.querySelector("[aria-current=page]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  const of = { params: { orgId }, activeOptions: { includeSearch: false } } as const;
  return (
    <div ref={box} className="mx-auto w-full max-w-6xl px-4 pt-2 sm:px-6">
      <Tabs label={t`Money`}>
        <TabLink
          to="/org/$orgId/money"
          params={{ orgId }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          <Trans>Rent roll</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/charges" {...of}>
          <Trans>Charges</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/payments" {...of}>
          <Trans>To confirm</Trans>
        </TabLink>
        {mayMatch && (
          <TabLink to="/org/$orgId/money/reconcile" {...of}>
            <Trans>Bank statement</Trans>
          </TabLink>
        )}
        <TabLink to="/org/$orgId/money/receipts" {...of}>
          <Trans>Receipts</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/payouts" {...of}>
          <Trans>Payouts</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/refunds" {...of}>
          <Trans>Refunds</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/disputes" {...of}>
          <Trans>Disputes</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/owners" {...of}>
          <Trans>Owners' money</Trans>
        </TabLink>
        <TabLink to="/org/$orgId/money/accounts" {...of}>
          <Trans>Accounts</Trans>
        </TabLink>
      </Tabs>
    </div>
  );
}
