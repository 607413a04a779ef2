/** Rental records: who shares theirs with the organization until when, who was asked, and what is over. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { shownName } from "../../format/shown_name.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PeopleTabs } from "./people_tabs.tsx";
import { RecordSheets } from "./record_sheets.tsx";
import { RecordStanding } from "./record_standing.tsx";
import { recordsQuery } from "./records_query.ts";
import { useMayAsk } from "./use_may_ask.ts";

/** What the address says: the record that is asked for anew, or looked at. */
export interface RecordsAddress {
  readonly ask?: string;
  readonly look?: string;
}

type Shown = { readonly orgId: string; readonly address: RecordsAddress };

/** The page. */
export function RecordsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Rental records`}>
      <RecordsScreen {...shown} />
    </WorkGate>
  );
}

function RecordsScreen({ orgId, address }: Shown) {
  const query = useQuery(recordsQuery(orgId));
  const mayAsk = useMayAsk(orgId);
  const navigate = useNavigate();
  const go = (search: RecordsAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/people/records",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const asked = mayAsk ? query.data?.find((it) => it.id === address.ask) : undefined;
  return (
    <Page title={t`Rental records`} width="wide">
      <PeopleTabs orgId={orgId} />
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {(records) =>
          records.length === 0 ? <Nothing /> : (
            <ul className="flex flex-col gap-4">
              {records.map((it) => (
                <li key={it.id}>
                  <Card
                    title={shownName(it.display_name)}
                    action={it.application_id !== null && (
                      <Link
                        to="/org/$orgId/people/applications/$id"
                        params={{ orgId, id: it.application_id }}
                        className="inline-flex min-h-11 items-center underline"
                      >
                        <Trans>To the application</Trans>
                      </Link>
                    )}
                  >
                    <RecordStanding
                      record={it}
                      onAsk={mayAsk ? () => go({ ask: it.id }) : undefined}
                      onLook={() => go({ look: it.id })}
                    />
                  </Card>
                </li>
              ))}
            </ul>
          )}
      </Loaded>
      <RecordSheets
        orgId={orgId}
        asked={asked === undefined ? undefined : {
          personId: asked.subject_id,
          name: shownName(asked.display_name),
          purpose: asked.was_asked ? asked.purpose : "",
        }}
        looked={query.data?.find((it) => it.id === address.look)}
        onClose={() => go({}, true)}
      />
    </Page>
  );
}

function Nothing() {
  return (
    <EmptyState icon={<ScrollText className="size-6" />} title={t`No rental record is shared`}>
      <Trans>
        Ask for one on an application or a question. People can also share theirs themselves: you
        are told, and it stands here.
      </Trans>
    </EmptyState>
  );
}
