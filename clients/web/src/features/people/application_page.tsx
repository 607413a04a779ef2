/** One application, all of it, and the decision about it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { ReceivedApplication } from "@estate/sdk";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { useActing } from "../../session/mandated_homes.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ApplicantFacts } from "./applicant_facts.tsx";
import { ApplicantPapers } from "./applicant_papers.tsx";
import { ApplicationStanding } from "./application_standing.tsx";
import { applicationQuery } from "./applications_query.ts";
import type { Decision } from "./decisions.ts";
import { Guarantors } from "./guarantors.tsx";
import { openDecisions } from "./open_decisions.ts";
import { personName } from "./person_name.ts";
import type { RecordAct } from "./record_acts.ts";
import { RecordCard } from "./record_card.tsx";

const DecideSheet = lazy(() => import("./decide_sheet.tsx"));
const OfferSheet = lazy(() => import("./offer_home_sheet.tsx"));

/** What the address says: what is being decided, or done with their rental record. */
export interface ApplicationAddress {
  readonly say?: Decision;
  readonly record?: RecordAct;
}

type Shown = {
  readonly orgId: string;
  readonly id: string;
  readonly address: ApplicationAddress;
};

/** The page. */
export function ApplicationPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Application`}>
      <ApplicationScreen {...shown} />
    </WorkGate>
  );
}

function ApplicationScreen({ orgId, id, address }: Shown) {
  const query = useQuery(applicationQuery(id));
  const acting = useActing(orgId, query.data?.org_id, query.data?.listing.unit_id);
  // To show people round is not enough to turn them down.
  const may = useMay(orgId, "deals.write") && acting.may("list");
  const navigate = useNavigate();
  const go = (search: ApplicationAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/people/applications/$id",
      params: { orgId, id },
      search,
      replace,
      resetScroll: false,
    });
  const close = () => go({}, true);
  const name = query.data === undefined ? t`Application` : personName(query.data.applicant);
  const open = query.data === undefined ? [] : openDecisions(query.data.status);
  const say = address.say !== undefined && open.includes(address.say) ? address.say : undefined;
  return (
    <Page
      title={name}
      {...(query.data === undefined ? {} : { lead: <Lead orgId={orgId} of={query.data} /> })}
    >
      <Missed of={[acting.reading]} className="mb-4" />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(application) => (
          <div className="flex flex-col gap-4">
            <ApplicationStanding
              orgId={orgId}
              application={application}
              open={may ? open : []}
              onDecide={(say) => go({ say })}
            />
            <ApplicantFacts application={application} />
            {/* It is shared with who asks: an agency that decides by its mandate asks in its own name. */}
            {acting.may("list") && application.applicant !== null && (
              <RecordCard
                orgId={orgId}
                application={application}
                act={address.record}
                onAct={(record) => go({ record })}
                onClose={close}
              />
            )}
            <Guarantors guarantors={application.guarantors} />
            <ApplicantPapers documents={application.documents} />
          </div>
        )}
      </Loaded>
      {query.data !== undefined && say !== undefined && may && (
        <Suspense>
          {say === "offer"
            ? <OfferSheet orgId={orgId} application={query.data} onClose={close} />
            : <DecideSheet application={query.data} decision={say} onClose={close} />}
        </Suspense>
      )}
    </Page>
  );
}

function Lead(
  { orgId, of: { listing } }: { readonly orgId: string; readonly of: ReceivedApplication },
) {
  return (
    <>
      <Trans>
        For{" "}
        <Link
          to="/org/$orgId/people/applications"
          params={{ orgId }}
          search={{ listing: listing.id }}
          className="underline"
        >
          {listing.title}
        </Link>
        , {naira(listing.price_kobo)} {periodName(listing.price_per)}
      </Trans>
    </>
  );
}
