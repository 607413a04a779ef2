/** A copy of all one's data: asked for, made, fetched. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { DataExport } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dateTime } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { askForExport, exportsQuery, readExport } from "./data_query.ts";
import { Refusal } from "./refusal.tsx";
import { saveFile } from "./save_file.ts";

/** The card. */
export function ExportCard() {
  const exports = useQuery(exportsQuery());
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: askForExport,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["privacy", "exports"] }),
  });
  return (
    <Card title={t`A copy of your data`}>
      <p className="mb-4 text-muted">
        <Trans>
          All that leads to you, as a file that programs can read. What others wrote is not in it.
          You alone can fetch it, for seven days.
        </Trans>
      </p>
      <Loaded query={exports} skeleton={<Skeleton className="h-16" />}>
        {([last]) => (
          <>
            {last !== undefined && <State made={last} />}
            {last?.state !== "under_way" && (
              <Button
                look={last?.state === "ready" ? "secondary" : "primary"}
                busy={ask.isPending}
                onClick={() => ask.mutate()}
              >
                {last === undefined
                  ? <Trans>Ask for a copy</Trans>
                  : <Trans>Ask for a new copy</Trans>}
              </Button>
            )}
          </>
        )}
      </Loaded>
      <Refusal error={ask.error} />
    </Card>
  );
}

function State({ made }: { readonly made: DataExport }) {
  const fetch = useMutation({
    mutationFn: () => readExport(made),
    onSuccess: (file) => saveFile(file, "estate-data.json"),
  });
  const until = dateTime(made.expires_at ?? made.asked_at);
  const rows = made.rows ?? 0;
  return (
    <div className="mb-4 flex flex-col items-start gap-3">
      {made.state === "under_way" && (
        <StatusChip meaning="wait">
          <Trans>It is being made. You are told when it is ready.</Trans>
        </StatusChip>
      )}
      {made.state === "ready" && (
        <>
          <StatusChip meaning="good">
            <Trans>Ready until {until}, {rows} rows</Trans>
          </StatusChip>
          <Button busy={fetch.isPending} onClick={() => fetch.mutate()}>
            <Trans>Save the file</Trans>
          </Button>
        </>
      )}
      {made.state === "expired" && (
        <StatusChip meaning="info">
          <Trans>The last copy is gone: it was kept until {until}</Trans>
        </StatusChip>
      )}
      {made.state === "failed" && (
        <StatusChip meaning="bad">
          <Trans>It could not be made. Ask again.</Trans>
        </StatusChip>
      )}
      <Refusal error={fetch.error} />
    </div>
  );
}
