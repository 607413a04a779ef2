/** Autopay of a home: which card may be charged for what, how much at most, and what is taken next. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { CreditCard } from "lucide-react";
import { homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AutopayForm } from "./autopay_form.tsx";
import { AutopayPlans } from "./autopay_plans.tsx";
import { autopayQuery } from "./autopay_query.ts";
import { AutopayStanding } from "./autopay_standing.tsx";
import { KeptCards } from "./kept_cards.tsx";

/** The page. */
export function AutopayPage({ tenancyId }: { readonly tenancyId: string }) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Autopay`}>
      {(home) => (
        <Page title={t`Autopay`} lead={homeName(home)}>
          <Autopay home={home} />
        </Page>
      )}
    </HomeGate>
  );
}

function Autopay({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(autopayQuery(home.id));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
      {({ cards, autopay, plans }) => (
        <div className="flex flex-col gap-4">
          {autopay !== undefined && <AutopayStanding autopay={autopay} cards={cards} />}
          <AutopayPlans plans={plans} />
          {cards.length > 0
            ? (
              <AutopayForm
                key={autopay?.updated_at ?? "new"}
                home={home}
                cards={cards}
                autopay={autopay}
              />
            )
            : (
              <EmptyState
                icon={<CreditCard />}
                title={<Trans>No card of yours is kept here</Trans>}
                action={
                  <LinkButton to="/home/$tenancyId/pay" params={{ tenancyId: home.id }} search={{}}>
                    <Trans>Pay</Trans>
                  </LinkButton>
                }
              >
                <Trans>
                  Pay online once and tick that your card may be kept. Then you can let it pay your
                  rent by itself, up to a limit of yours.
                </Trans>
              </EmptyState>
            )}
          <KeptCards />
        </div>
      )}
    </Loaded>
  );
}
