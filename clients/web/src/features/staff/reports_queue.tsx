/** Reports of messages, listings and people, and appeals against suspensions. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../ui/button.tsx";
import { Decision } from "./decision.tsx";
import { fact, Facts } from "./facts.tsx";
import { type CaseProps, headed, plain, type Queue } from "./queue.ts";
import { type Report, reportsQuery, sdk } from "./staff_query.ts";
import { WhatWasSaid } from "./what_was_said.tsx";

/** The queue. */
export const reportsQueue: Queue<Report> = {
  title: () => t`Reports and appeals`,
  lead: () => t`What people showed to us, oldest first.`,
  query: reportsQuery,
  line: (row) => ({
    id: row.id,
    title: headed(row.what),
    ...(row.reason === null ? {} : { more: plain(row.reason) }),
    since: row.since,
    ...(row.others > 0 ? { chip: { meaning: "warn", words: t`${row.others} more` } as const } : {}),
  }),
  Case: ReportCase,
};

function ReportCase({ row, onDone }: CaseProps<Report>) {
  const isAppeal = row.what.startsWith("appeal");
  const isOfListing = row.what === "listing report" || row.what === "appeal of listing";
  return (
    <>
      <Facts
        title={isAppeal ? t`The appeal` : t`The report`}
        facts={[
          [t`What`, headed(row.what)],
          [t`Reason`, row.reason === null ? null : headed(row.reason)],
          [t`In their words`, row.note],
          [t`Others of the same`, row.others],
          fact(
            t`It is about`,
            isOfListing
              ? (
                <LinkButton look="secondary" to="/l/$id" params={{ id: row.subject_id }}>
                  <Trans>Look at the listing</Trans>
                </LinkButton>
              )
              : null,
          ),
        ]}
      />
      {row.message !== undefined && <WhatWasSaid report={row.message} />}
      {isAppeal
        ? (
          <Decision
            choices={[
              { value: "granted", label: t`They are right: lift the suspension` },
              { value: "refused", label: t`The suspension stays` },
            ]}
            hint={t`Who appealed reads this.`}
            decide={async (decision, reason) => {
              const [client, { decideAppeal }] = await sdk();
              await decideAppeal(client, row.id, decision === "granted", reason);
            }}
            onDone={onDone}
          />
        )
        : (
          <Decision
            choices={[
              { value: "dismissed", label: t`Nothing is wrong with it` },
              { value: "warned", label: t`Warn them` },
              ...(row.what === "person report"
                ? []
                : [{ value: "removed", label: t`Take it away` } as const]),
              { value: "suspended", label: t`Suspend who did it` },
            ]}
            hint={t`Kept in the record of acts. Who reported is told that somebody looked.`}
            decide={async (decision, reason) => {
              const [client, { decideMessageReport, decideReport }] = await sdk();
              const decide = row.what === "message report" ? decideMessageReport : decideReport;
              await decide(client, row.id, decision, reason);
            }}
            onDone={onDone}
          />
        )}
    </>
  );
}
