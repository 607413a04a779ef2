/** Applications, listing by listing, side by side. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { FileUser } from "lucide-react";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ApplicantTable } from "./applicant_table.tsx";
import {
  applicationsQuery,
  byListing,
  isShown,
  type ShownApplications,
} from "./applications_query.ts";
import { checksQuery } from "./checks_query.ts";
import { PeopleTabs } from "./people_tabs.tsx";

/** What the address says: which tab, and the one listing that somebody came for. */
export interface ApplicationsAddress {
  readonly show?: ShownApplications;
  readonly listing?: string;
}

type Shown = { readonly orgId: string; readonly address: ApplicationsAddress };

/** The page. */
export function ApplicationsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Applications`}>
      <ApplicationsScreen {...shown} />
    </WorkGate>
  );
}

function ApplicationsScreen({ orgId, address }: Shown) {
  const shown = address.show ?? "open";
  const query = useQuery(applicationsQuery(orgId, address.listing));
  const { data: checks } = useQuery(checksQuery(query.data?.map((it) => it.applicant_id) ?? []));
  const navigate = useNavigate();
  const only = address.listing === undefined ? {} : { listing: address.listing };
  return (
    <Page title={t`Applications`} width="wide">
      <PeopleTabs orgId={orgId} />
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <ChoiceGroup<ShownApplications>
          name="shown"
          legend={<span className="sr-only">{t`Which applications`}</span>}
          value={shown}
          choices={[
            { value: "open", label: t`Open` },
            { value: "over", label: t`Over` },
          ]}
          onChoose={(show) =>
            void navigate({
              to: "/org/$orgId/people/applications",
              params: { orgId },
              search: { ...only, ...(show === "open" ? {} : { show }) },
              resetScroll: false,
            })}
        />
        {address.listing !== undefined && (
          <Link
            to="/org/$orgId/people/applications"
            params={{ orgId }}
            search={shown === "open" ? {} : { show: shown }}
            className="underline"
          >
            <Trans>Show those of all listings</Trans>
          </Link>
        )}
      </div>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(all) => {
          const found = byListing(all.filter((it) => isShown(shown, it)));
          if (found.length === 0) return <Nothing shown={shown} />;
          return (
            <div className="flex flex-col gap-10">
              {found.map(({ listing, all }) => (
                <section key={listing.id}>
                  <h2 className="text-18 font-semibold">
                    <Link
                      to="/org/$orgId/listings/$id"
                      params={{ orgId, id: listing.id }}
                      className="hover:underline"
                    >
                      {listing.title}
                    </Link>
                  </h2>
                  <p className="mb-3 text-muted">
                    {naira(listing.price_kobo)} {periodName(listing.price_per)}
                  </p>
                  <ApplicantTable orgId={orgId} listing={listing} all={all} checks={checks} />
                </section>
              ))}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Nothing({ shown }: { readonly shown: ShownApplications }) {
  if (shown === "over") return <EmptyState title={t`Nothing is over yet`} />;
  return (
    <EmptyState icon={<FileUser className="size-6" />} title={t`Nobody has applied`}>
      <Trans>
        When people apply for a home that you list, they stand here side by side: what they earn
        against the rent, who would live there, who answers for them.
      </Trans>
    </EmptyState>
  );
}
