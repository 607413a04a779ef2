/** Offers to rent and to buy: whose turn it is, how much, until when. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Table } from "../../ui/table.tsx";
import { offerColumns } from "./offer_columns.tsx";
import { offersQuery, type ShownOffers } from "./offers_query.ts";
import { PeopleTabs } from "./people_tabs.tsx";

type Shown = { readonly orgId: string; readonly shown?: ShownOffers };

/** The page. */
export function OffersPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Offers`}>
      <OffersScreen {...shown} />
    </WorkGate>
  );
}

function OffersScreen({ orgId, shown = "open" }: Shown) {
  const query = useQuery(offersQuery(orgId, shown));
  const navigate = useNavigate();
  return (
    <Page title={t`Offers`} width="wide">
      <PeopleTabs orgId={orgId} />
      <div className="mb-6">
        <ChoiceGroup<ShownOffers>
          name="shown"
          legend={<span className="sr-only">{t`Which offers`}</span>}
          value={shown}
          choices={[
            { value: "open", label: t`Open` },
            { value: "agreed", label: t`Agreed` },
            { value: "over", label: t`Over` },
          ]}
          onChoose={(show) =>
            void navigate({
              to: "/org/$orgId/people/offers",
              params: { orgId },
              search: show === "open" ? {} : { show },
              resetScroll: false,
            })}
        />
      </div>
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {(offers) =>
          offers.length === 0 ? <Nothing shown={shown} /> : (
            <Table
              caption={t`Offers`}
              columns={offerColumns(orgId)}
              rows={offers}
              rowKey={({ id }) => id}
            />
          )}
      </Loaded>
    </Page>
  );
}

function Nothing({ shown }: { readonly shown: ShownOffers }) {
  switch (shown) {
    case "open":
      return (
        <EmptyState icon={<Handshake className="size-6" />} title={t`No offer is open`}>
          <Trans>
            Offers that people make for your homes, and those that you make to applicants, stand
            here until they are answered.
          </Trans>
        </EmptyState>
      );
    case "agreed":
      return <EmptyState title={t`Nothing is agreed yet`} />;
    case "over":
      return <EmptyState title={t`Nothing is over yet`} />;
  }
}
