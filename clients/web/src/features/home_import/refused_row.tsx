/** A line that was refused: the cells that are wrong, each with why, to be written anew. */
import { t } from "@lingui/core/macro";
import type { ImportColumn, ImportedRow } from "@estate/sdk";
import { TextField } from "../../ui/text_field.tsx";
import { columnWords } from "./column_words.ts";
import type { Mapping } from "./sheet.ts";

/** The card. */
export function RefusedRow(
  { cells, mapping, problems, onWrite }: {
    readonly cells: readonly string[];
    readonly mapping: Mapping;
    readonly problems: ImportedRow["problems"];
    readonly onWrite: (column: number, cell: string) => void;
  },
) {
  const cell = (column: ImportColumn) => {
    const at = mapping[column];
    return at === undefined ? "" : cells[at] ?? "";
  };
  const name = [cell("property_name"), cell("unit_label")].filter((it) => it !== "").join(", ");
  const placed = problems.filter(({ field }) => mapping[field as ImportColumn] !== undefined);
  const others = problems.filter((it) => !placed.includes(it));
  return (
    <section className="rounded-card border border-line p-4">
      <h3 className="mb-2 font-semibold">{name === "" ? t`A line without a name` : name}</h3>
      {others.map(({ field, message }) => (
        <p key={field} className="mb-2 text-14 text-bad">{field}: {message}</p>
      ))}
      <div className="grid gap-3 sm:grid-cols-2">
        {placed.map(({ field, message }) => {
          const at = mapping[field as ImportColumn] ?? 0;
          return (
            <TextField
              key={field}
              name={field}
              label={columnWords(field as ImportColumn).name}
              error={message}
              value={cells[at] ?? ""}
              onChange={(event) => onWrite(at, event.target.value)}
            />
          );
        })}
      </div>
    </section>
  );
}
