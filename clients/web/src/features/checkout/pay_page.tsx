/** A tenant pays: what, how, and the sum of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { TenancyHome } from "@estate/sdk";
import { homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { chargesQuery, paymentsQuery } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { OtherWays } from "./other_ways.tsx";
import type { PayAddress } from "./pay_address.ts";
import { Paying } from "./paying.tsx";

/** What the screen is given by its route. */
export interface PayPageProps {
  readonly tenancyId: string;
  readonly address: PayAddress;
  readonly onAddress: (address: PayAddress) => void;
}

/** The page. */
export function PayPage({ tenancyId, address, onAddress }: PayPageProps) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Pay`}>
      {(home) => (
        <Page title={t`Pay`} lead={`${homeName(home)} · ${home.landlord.name}`}>
          <Paying
            subject={{ kind: "tenancy", id: home.id }}
            charges={chargesQuery(home.id)}
            payments={paymentsQuery(home.id)}
            address={address}
            onAddress={onAddress}
            nothing={<NothingToPay home={home} />}
          />
          <OtherWays home={home} />
        </Page>
      )}
    </HomeGate>
  );
}

function NothingToPay({ home }: { readonly home: TenancyHome }) {
  return (
    <EmptyState
      title={<Trans>There is nothing to pay</Trans>}
      action={
        <LinkButton to="/home/$tenancyId/money" params={{ tenancyId: home.id }} search={{}}>
          <Trans>Payments and receipts</Trans>
        </LinkButton>
      }
    >
      <Trans>All that was charged is paid. The next charge shows here before it falls due.</Trans>
    </EmptyState>
  );
}
