/** The file: chosen, or pasted from a spreadsheet. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { useFormDraft } from "../../session/form_draft.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { readSheet, type Sheet } from "./sheet.ts";

/** The step; `onRead` gets the table. */
export function SourceStep(
  { orgId, onRead }: { readonly orgId: string; readonly onRead: (sheet: Sheet) => void },
) {
  const draft = useFormDraft(`estate.import.${orgId}`);
  const [wrong, setWrong] = useState<string>();
  const read = (text: string) => {
    try {
      const sheet = readSheet(text);
      setWrong(
        sheet === undefined
          ? t`There are no lines under the names of the columns.`
          : sheet.rows.length > 2000
          ? t`At most 2,000 lines at once: divide the file.`
          : undefined,
      );
      if (sheet !== undefined && sheet.rows.length <= 2000) onRead(sheet);
    } catch (error) {
      setWrong(error instanceof Error ? error.message : t`It cannot be read.`);
    }
  };
  return (
    <div
      className="flex max-w-2xl flex-col gap-6"
      onChange={(event) => draft.keep((event.target as HTMLInputElement).form)}
    >
      <label className="flex min-h-28 cursor-pointer flex-col items-center justify-center gap-1 rounded-card border-2 border-dashed border-edge px-4 py-4 text-center hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <FileUp aria-hidden="true" className="size-6 text-brand" />
        <span className="font-semibold text-brand">
          <Trans>Choose a CSV file</Trans>
        </span>
        <span className="text-14 text-muted">
          <Trans>Excel and Google Sheets make one under: Save as, or Download, CSV.</Trans>
        </span>
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) void file.text().then(read);
          }}
        />
      </label>
      <Form
        onSubmit={(fields) => read(String(fields.get("text") ?? ""))}
        {...(wrong === undefined ? {} : { errors: { text: wrong } })}
      >
        <TextArea
          name="text"
          label={t`Or paste the cells`}
          hint={t`With the line of column names on top.`}
          defaultValue={draft.initial["text"] ?? ""}
          rows={8}
          spellCheck={false}
        />
        <div className="acts">
          <Button type="submit">
            <Trans>Read it</Trans>
          </Button>
        </div>
      </Form>
    </div>
  );
}
