/** What became of a file: what is in, what was refused and why, and taking all of it back. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ImportReport } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { RefusedRow } from "./refused_row.tsx";
import { type Mapping, type Sheet, withCell } from "./sheet.ts";

/** The step; `sheet` has the rows that were refused. */
export function Results(
  { orgId, sheet, mapping, reports, busy, error, onAgain, onAnother }: {
    readonly orgId: string;
    readonly sheet: Sheet;
    readonly mapping: Mapping;
    readonly reports: readonly ImportReport[];
    readonly busy: boolean;
    readonly error: unknown;
    readonly onAgain: (rows: Sheet["rows"]) => void;
    readonly onAnother: () => void;
  },
) {
  const [rows, setRows] = useState(sheet.rows);
  useEffect(() => setRows(sheet.rows), [sheet]);
  const queries = useQueryClient();
  const sum = (of: "created" | "alreadyThere") => reports.reduce((all, it) => all + it[of], 0);
  const created = sum("created");
  const there = sum("alreadyThere");
  const undo = useMutation({
    mutationFn: async () => {
      const [client, { undoImport }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await undoImport(client, { rows: reports.flatMap((it) => it.rows) });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["homes"] }),
  });
  if (undo.data !== undefined) {
    return (
      <div className="flex max-w-2xl flex-col items-start gap-4">
        <Callout meaning="info" role="status" title={t`Taken back`}>
          <p>
            {plural(undo.data.units, { one: "# unit is gone.", other: "# units are gone." })}
          </p>
        </Callout>
        <Button onClick={onAnother}>
          <Trans>Another file</Trans>
        </Button>
      </div>
    );
  }
  const problems = reports.at(-1)?.rows.filter(({ outcome }) => outcome === "refused") ?? [];
  return (
    <div className="flex flex-col gap-6">
      <Callout
        meaning={problems.length === 0 ? "good" : "warn"}
        role="status"
        title={plural(created, { one: "# unit is in.", other: "# units are in." })}
      >
        {there > 0 && (
          <p>{plural(there, { one: "# was there before.", other: "# were there before." })}</p>
        )}
        {problems.length > 0 && (
          <p>
            {plural(problems.length, {
              one: "# line was refused: mend it below.",
              other: "# lines were refused: mend them below.",
            })}
          </p>
        )}
      </Callout>
      <div className="acts">
        <LinkButton to="/org/$orgId/homes" params={{ orgId }}>
          <Trans>Your homes</Trans>
        </LinkButton>
        {created > 0 && (
          <Button look="danger" busy={undo.isPending} onClick={() => undo.mutate()}>
            <Trans>Take it all back</Trans>
          </Button>
        )}
        <Button look="quiet" onClick={onAnother}>
          <Trans>Another file</Trans>
        </Button>
      </div>
      {undo.error !== null && <Problem error={undo.error} />}
      {problems.length > 0 && (
        <section>
          <h2 className="mb-3 text-18 font-semibold">
            <Trans>To be mended</Trans>
          </h2>
          <ul className="mb-4 flex flex-col gap-3">
            {rows.map((cells, n) => (
              <li key={n}>
                <RefusedRow
                  cells={cells}
                  mapping={mapping}
                  problems={problems.find(({ line }) => line === n + 2)?.problems ?? []}
                  onWrite={(column, cell) => setRows(withCell(rows, n, column, cell))}
                />
              </li>
            ))}
          </ul>
          {error !== null && <Problem error={error} />}
          <Button busy={busy} onClick={() => onAgain(rows)}>
            {plural(rows.length, { one: "Send the line again", other: "Send # lines again" })}
          </Button>
        </section>
      )}
    </div>
  );
}
