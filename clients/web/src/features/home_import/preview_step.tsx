/** What the file would make, before anything is written: homes and units, and what is wrong with which line. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RefusedRow } from "./refused_row.tsx";
import { type Sheet, withCell } from "./sheet.ts";
import type { Seen } from "./sending.ts";
import { WouldBe } from "./would_be.tsx";

/** The step. A line that was mended is looked at again before it is sent. */
export function PreviewStep(
  { seen, looking, sending, error, onLook, onSend, onColumns }: {
    readonly seen: Seen;
    readonly looking: boolean;
    readonly sending: boolean;
    readonly error: unknown;
    readonly onLook: (rows: Sheet["rows"]) => void;
    readonly onSend: () => void;
    readonly onColumns: (rows: Sheet["rows"]) => void;
  },
) {
  const { sheet, mapping, preview } = seen;
  const [rows, setRows] = useState(sheet.rows);
  useEffect(() => setRows(sheet.rows), [sheet]);
  const isMended = rows !== sheet.rows;
  const wrong = preview.rows.filter(({ outcome }) => outcome === "refused");
  const { created } = preview;
  return (
    <div className="flex flex-col gap-6">
      <WouldBe seen={seen} />
      {error !== null && error !== undefined && <Problem error={error} />}
      <div className="acts">
        {created > 0 && !isMended && (
          <Button busy={sending} onClick={onSend}>
            {plural(created, { one: "Import # unit", other: "Import # units" })}
          </Button>
        )}
        <Button look="quiet" onClick={() => onColumns(rows)}>
          <Trans>Other columns</Trans>
        </Button>
      </div>
      {wrong.length > 0 && (
        <section>
          <h2 className="mb-3 text-18 font-semibold">
            <Trans>To be mended</Trans>
          </h2>
          <ul aria-label={t`To be mended`} className="mb-4 flex flex-col gap-3">
            {wrong.map(({ line, problems }) => (
              <li key={line}>
                <RefusedRow
                  cells={rows[line - 2] ?? []}
                  mapping={mapping}
                  problems={problems}
                  onWrite={(column, cell) => setRows(withCell(rows, line - 2, column, cell))}
                />
              </li>
            ))}
          </ul>
          <Button
            look={isMended ? "primary" : "secondary"}
            busy={looking}
            onClick={() => onLook(rows)}
          >
            <Trans>Look again</Trans>
          </Button>
        </section>
      )}
    </div>
  );
}
