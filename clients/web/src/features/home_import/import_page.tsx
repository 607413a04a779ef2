/** Many homes from a file: read, its columns named, looked at, sent; what is wrong is mended row by row; all of it can be undone. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { WorkGate } from "../../session/work_gate.tsx";
import { Page } from "../../ui/page.tsx";
import { ColumnsStep } from "./columns_step.tsx";
import { PreviewStep } from "./preview_step.tsx";
import { Results } from "./results.tsx";
import { SourceStep } from "./source_step.tsx";
import { type Done, type Seen, useLook, useSend } from "./sending.ts";
import type { Mapping, Sheet } from "./sheet.ts";

/** The page. */
export function ImportPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="properties.write" title={t`Homes from a file`}>
      <ImportScreen orgId={orgId} />
    </WorkGate>
  );
}

function ImportScreen({ orgId }: { readonly orgId: string }) {
  const [sheet, setSheet] = useState<Sheet>();
  const [columns, setColumns] = useState<Mapping>();
  const [seen, setSeen] = useState<Seen>();
  const [done, setDone] = useState<Done>();
  const look = useLook(orgId, setSeen);
  const send = useSend(orgId, setDone);
  const another = () => {
    setSheet(undefined);
    setColumns(undefined);
    setSeen(undefined);
    setDone(undefined);
    look.reset();
    send.reset();
  };
  return (
    <Page
      title={t`Homes from a file`}
      width="wide"
      lead={
        <Trans>
          One line for each unit. You see what it makes before anything is written; what is wrong is
          shown with why, and you mend it here. The same line twice is one unit.
        </Trans>
      }
    >
      {sheet === undefined
        ? <SourceStep orgId={orgId} onRead={setSheet} />
        : done !== undefined
        ? (
          <Results
            orgId={orgId}
            sheet={done.sheet}
            mapping={done.mapping}
            reports={done.reports}
            busy={send.isPending}
            error={send.error}
            onAgain={(rows) => send.mutate({ ...done, sheet: { ...done.sheet, rows } })}
            onAnother={another}
          />
        )
        : seen === undefined
        ? (
          <ColumnsStep
            sheet={sheet}
            before={columns}
            busy={look.isPending}
            error={look.error}
            onSend={(mapping) => look.mutate({ sheet, mapping })}
            onBack={another}
          />
        )
        : (
          <PreviewStep
            seen={seen}
            looking={look.isPending}
            sending={send.isPending}
            error={send.error ?? look.error}
            onLook={(rows) => {
              send.reset();
              look.mutate({ ...seen, sheet: { ...seen.sheet, rows } });
            }}
            onSend={() => send.mutate({ ...seen, reports: [] })}
            onColumns={(rows) => {
              setSheet({ ...seen.sheet, rows });
              setColumns(seen.mapping);
              setSeen(undefined);
            }}
          />
        )}
    </Page>
  );
}
