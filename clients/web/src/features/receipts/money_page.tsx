/** What was charged and paid in a home, with every receipt. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { Page } from "../../ui/page.tsx";
import { TabLink, Tabs } from "../../ui/tabs.tsx";
import { ChargeList } from "./charge_list.tsx";
import type { MoneyTab } from "./money_address.ts";
import { PaymentList } from "./payment_list.tsx";
import { ReceiptList } from "./receipt_list.tsx";
import { Relief } from "./relief.tsx";

/** The page. */
export function MoneyPage(
  { tenancyId, tab, year }: {
    readonly tenancyId: string;
    readonly tab: MoneyTab;
    readonly year: number | undefined;
  },
) {
  const to = {
    to: "/home/$tenancyId/money",
    params: { tenancyId },
    activeOptions: { exact: true, includeSearch: true },
  } as const;
  return (
    <HomeGate tenancyId={tenancyId} title={t`Payments and receipts`}>
      {(home) => (
        <Page title={t`Payments and receipts`} lead={homeName(home)} width="wide">
          <Tabs label={t`Payments and receipts`}>
            <TabLink {...to} search={{}}>
              <Trans>Charges</Trans>
            </TabLink>
            <TabLink {...to} search={{ tab: "payments" }}>
              <Trans>Payments</Trans>
            </TabLink>
            <TabLink {...to} search={{ tab: "receipts" }}>
              <Trans>Receipts</Trans>
            </TabLink>
            <TabLink
              {...to}
              search={{ tab: "relief" }}
              aria-current={tab === "relief" ? "page" : undefined}
            >
              <Trans>Rent relief</Trans>
            </TabLink>
          </Tabs>
          {tab === "charges" && <ChargeList tenancyId={home.id} />}
          {tab === "payments" && <PaymentList tenancyId={home.id} />}
          {tab === "receipts" && <ReceiptList tenancyId={home.id} />}
          {tab === "relief" && <Relief tenancyId={home.id} year={year} />}
        </Page>
      )}
    </HomeGate>
  );
}
