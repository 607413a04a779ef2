/** Which column of the file means what; with what its first line says, so that one sees whether it is right. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { type ImportColumn, importColumns, requiredImportColumns } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { columnWords } from "./column_words.ts";
import { guess, type Mapping, type Sheet } from "./sheet.ts";

/** The step. */
export function ColumnsStep(
  { sheet, before, busy, error, onSend, onBack }: {
    readonly sheet: Sheet;
    /** What was chosen before, by who comes back to change something. */
    readonly before: Mapping | undefined;
    readonly busy: boolean;
    readonly error: unknown;
    readonly onSend: (mapping: Mapping) => void;
    readonly onBack: () => void;
  },
) {
  const [guessed] = useState(() => before ?? guess(sheet.header, importColumns));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const mapping: Partial<Record<ImportColumn, number>> = {};
    const errors: Record<string, string> = {};
    const seen = new Set<string>();
    for (const column of importColumns) {
      const chosen = String(fields.get(column) ?? "");
      if (chosen === "") {
        if (requiredImportColumns.includes(column)) {
          errors[column] = t`Every home needs this: choose its column.`;
        }
        continue;
      }
      if (seen.has(chosen)) errors[column] = t`This column is taken already.`;
      seen.add(chosen);
      mapping[column] = Number(chosen);
    }
    setWrong(errors);
    if (Object.keys(errors).length === 0) onSend(mapping);
  };
  const choices = [
    { value: "", label: t`Not in the file` },
    ...sheet.header.map((name, n) => {
      const sample = sheet.rows[0]?.[n] ?? "";
      const called = name === "" ? t`Column ${n + 1}` : name;
      return { value: String(n), label: sample === "" ? called : `${called}: ${sample}` };
    }),
  ];
  const { length } = sheet.rows;
  return (
    <Form onSubmit={submit} error={error} errors={wrong} className="max-w-4xl">
      <p>{plural(length, { one: "# line was read.", other: "# lines were read." })}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {importColumns.map((column) => {
          const { name, more } = columnWords(column);
          return (
            <Select
              key={column}
              name={column}
              label={name}
              {...(more === undefined ? {} : { hint: more })}
              optional={!requiredImportColumns.includes(column)}
              defaultValue={String(guessed[column] ?? "")}
              choices={choices}
            />
          );
        })}
      </div>
      <div className="acts">
        <Button type="submit" busy={busy}>
          {busy ? <Trans>Looking…</Trans> : <Trans>See what it makes</Trans>}
        </Button>
        <Button look="quiet" onClick={onBack}>
          <Trans>Another file</Trans>
        </Button>
      </div>
    </Form>
  );
}
