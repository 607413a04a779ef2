/** Many homes from a file: read, its columns named, sent; what was refused is mended row by row; all of it can be undone. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportReport } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Page } from "../../ui/page.tsx";
import { ColumnsStep } from "./columns_step.tsx";
import { Results } from "./results.tsx";
import { csvOf, type Mapping, type Sheet } from "./sheet.ts";
import { SourceStep } from "./source_step.tsx";

/** The page. */
export function ImportPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="properties.write" title={t`Homes from a file`}>
      <ImportScreen orgId={orgId} />
    </WorkGate>
  );
}

/** What stands on the screen. */
interface Work {
  readonly sheet: Sheet;
  readonly mapping?: Mapping;
  readonly reports: readonly ImportReport[];
}

function ImportScreen({ orgId }: { readonly orgId: string }) {
  const [work, setWork] = useState<Work>();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: async ({ sheet, mapping }: { sheet: Sheet; mapping: Mapping }) => {
      const [client, { importProperties }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await importProperties(client, orgId, csvOf(sheet, mapping));
    },
    onSuccess: async (report, { sheet, mapping }) => {
      // Rows that are in need no more mending: what stays are those that were refused.
      const refused = new Set(
        report.rows.filter((it) => it.outcome === "refused").map(({ line }) => line - 2),
      );
      const lines = [...refused].sort((a, b) => a - b);
      setWork((was) => ({
        sheet: { ...sheet, rows: sheet.rows.filter((_, n) => refused.has(n)) },
        mapping,
        reports: [...was?.reports ?? [], {
          ...report,
          rows: report.rows.map((it) => ({ ...it, line: lines.indexOf(it.line - 2) + 2 })),
        }],
      }));
      await queries.invalidateQueries({ queryKey: ["homes"] });
    },
  });
  return (
    <Page
      title={t`Homes from a file`}
      width="wide"
      lead={
        <Trans>
          One line for each unit. What is right goes in; what is not is shown with why, and you mend
          it here. The same line twice is one unit.
        </Trans>
      }
    >
      {work === undefined
        ? <SourceStep orgId={orgId} onRead={(sheet) => setWork({ sheet, reports: [] })} />
        : work.reports.length === 0 || work.mapping === undefined
        ? (
          <ColumnsStep
            sheet={work.sheet}
            busy={send.isPending}
            error={send.error}
            onSend={(mapping) => send.mutate({ sheet: work.sheet, mapping })}
            onBack={() => setWork(undefined)}
          />
        )
        : (
          <Results
            orgId={orgId}
            sheet={work.sheet}
            mapping={work.mapping}
            reports={work.reports}
            busy={send.isPending}
            error={send.error}
            onAgain={(rows) =>
              send.mutate({ sheet: { ...work.sheet, rows }, mapping: work.mapping ?? {} })}
            onAnother={() => setWork(undefined)}
          />
        )}
    </Page>
  );
}
