/** An applicant's rental record: asked for, looked at, or taken back. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReceivedApplication } from "@estate/sdk";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { personName } from "./person_name.ts";
import type { RecordAct } from "./record_acts.ts";
import { RecordSheets } from "./record_sheets.tsx";
import { RecordStanding } from "./record_standing.tsx";
import { recordsQuery } from "./records_query.ts";
import { useMayAsk } from "./use_may_ask.ts";

/** The card, and what lies over it. */
export function RecordCard(
  { orgId, application, act, onAct, onClose }: {
    readonly orgId: string;
    readonly application: ReceivedApplication;
    readonly act: RecordAct | undefined;
    readonly onAct: (act: RecordAct) => void;
    readonly onClose: () => void;
  },
) {
  const query = useQuery(recordsQuery(orgId, application.applicant_id));
  const mayAsk = useMayAsk(orgId);
  const asked = {
    personId: application.applicant_id,
    name: personName(application.applicant),
    purpose: t`Your application for ${application.listing.title}`,
  };
  return (
    <Card title={t`Their rental record`}>
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {([record]) => (
          <>
            <RecordStanding
              record={record}
              onAsk={mayAsk ? () => onAct("ask") : undefined}
              onLook={() => onAct("look")}
            />
            <RecordSheets
              orgId={orgId}
              asked={act === "ask" && mayAsk ? asked : undefined}
              looked={act === "look" ? record : undefined}
              onClose={onClose}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}
