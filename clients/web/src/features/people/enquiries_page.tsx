/** Questions about homes: who asks, about which one, and how long they wait. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MessageCircleQuestion } from "lucide-react";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { checksQuery } from "./checks_query.ts";
import { enquiriesQuery, type ShownEnquiries } from "./enquiries_query.ts";
import { EnquiryCard } from "./enquiry_card.tsx";
import { PeopleTabs } from "./people_tabs.tsx";
import { personName } from "./person_name.ts";
import { RecordSheets } from "./record_sheets.tsx";
import { RecordStanding } from "./record_standing.tsx";
import { recordsQuery } from "./records_query.ts";
import { useMayAsk } from "./use_may_ask.ts";

const CloseSheet = lazy(() => import("./close_enquiry_sheet.tsx"));

/** What the address says: which tab, which question is being closed, whose rental record is asked for, which one is looked at. */
export interface EnquiriesAddress {
  readonly show?: ShownEnquiries;
  readonly close?: string;
  readonly ask?: string;
  readonly look?: string;
}

type Shown = { readonly orgId: string; readonly address: EnquiriesAddress };

/** The page. */
export function EnquiriesPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Questions`}>
      <EnquiriesScreen {...shown} />
    </WorkGate>
  );
}

function EnquiriesScreen({ orgId, address }: Shown) {
  const shown = address.show ?? "waiting";
  const query = useQuery(enquiriesQuery(orgId, shown));
  const { data: checks } = useQuery(
    checksQuery(query.data?.map((it) => it.enquirer_id) ?? []),
  );
  const { data: records } = useQuery(recordsQuery(orgId));
  const mayAsk = useMayAsk(orgId);
  const mayAnswer = useMay(orgId, "conversations.write");
  const mayClose = useMay(orgId, "deals.write");
  const navigate = useNavigate();
  const go = (search: EnquiriesAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/people",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const here = shown === "waiting" ? {} : { show: shown };
  const asked = mayAsk ? query.data?.find((it) => it.id === address.ask) : undefined;
  return (
    <Page title={t`Questions`} width="wide">
      <PeopleTabs orgId={orgId} />
      <div className="mb-6">
        <ChoiceGroup<ShownEnquiries>
          name="shown"
          legend={<span className="sr-only">{t`Which questions`}</span>}
          value={shown}
          choices={[
            { value: "waiting", label: t`To answer` },
            { value: "answered", label: t`Answered` },
            { value: "closed", label: t`Closed` },
          ]}
          onChoose={(show) => go(show === "waiting" ? {} : { show })}
        />
      </div>
      <Loaded
        query={query}
        skeleton={
          <div className="flex flex-col gap-4">
            <Skeleton className="h-44" />
            <Skeleton className="h-44" />
          </div>
        }
      >
        {(enquiries) =>
          enquiries.length === 0 ? <Nothing shown={shown} /> : (
            <ul className="flex flex-col gap-4">
              {enquiries.map((it) => (
                <li key={it.id}>
                  <EnquiryCard
                    orgId={orgId}
                    enquiry={it}
                    checks={checks?.get(it.enquirer_id)}
                    mayAnswer={mayAnswer}
                    {...(records !== undefined && it.org_id === orgId
                      ? {
                        record: (
                          <RecordStanding
                            brief
                            record={records.find((of) => of.subject_id === it.enquirer_id)}
                            onAsk={mayAsk ? () => go({ ...here, ask: it.id }) : undefined}
                            onLook={({ id }) => go({ ...here, look: id })}
                          />
                        ),
                      }
                      : {})}
                    {...(mayClose && it.status !== "closed"
                      ? { onClose: () => go({ ...here, close: it.id }) }
                      : {})}
                  />
                </li>
              ))}
            </ul>
          )}
      </Loaded>
      <RecordSheets
        orgId={orgId}
        asked={asked === undefined ? undefined : {
          personId: asked.enquirer_id,
          name: personName(asked.enquirer),
          purpose: t`Your question about ${asked.listing.title}`,
        }}
        looked={records?.find((it) => it.id === address.look)}
        onClose={() => go(here, true)}
      />
      {address.close !== undefined && mayClose && (
        <Suspense>
          <CloseSheet enquiryId={address.close} onClose={() => go(here, true)} />
        </Suspense>
      )}
    </Page>
  );
}

function Nothing({ shown }: { readonly shown: ShownEnquiries }) {
  if (shown !== "waiting") {
    return (
      <EmptyState
        title={shown === "answered" ? t`No answered question is open` : t`Nothing is closed yet`}
      />
    );
  }
  return (
    <EmptyState icon={<MessageCircleQuestion className="size-6" />} title={t`Nobody waits`}>
      <Trans>When somebody asks about a home that you list, it appears here.</Trans>
    </EmptyState>
  );
}
