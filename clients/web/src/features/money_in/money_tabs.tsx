/** The parts of money: who rents and how it stands, what is charged, what waits to be confirmed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { TabLink, Tabs } from "../../ui/tabs.tsx";

/** Above each of them. */
export function MoneyTabs({ orgId }: { readonly orgId: string }) {
  const params = { orgId };
  return (
    <Tabs label={t`Money`}>
      <TabLink
        to="/org/$orgId/money"
        params={params}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        <Trans>Rent roll</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/money/charges"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>Charges</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/money/payments"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>To confirm</Trans>
      </TabLink>
    </Tabs>
  );
}
