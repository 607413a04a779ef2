/** Papers that show what an application says: who sees them and until when, and adding one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ApplicationDocument } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, inputClass } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { addPaper, paperLink } from "./application_query.ts";
import { paperKinds, paperName } from "./paper_words.ts";

/** The card; `mayAdd` until somebody decides. */
export function PapersCard(
  { applicationId, documents, mayAdd }: {
    readonly applicationId: string;
    readonly documents: readonly ApplicationDocument[];
    readonly mayAdd: boolean;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<string>();
  const [sent, setSent] = useState(0);
  const adding = useMutation({
    mutationFn: ({ kind, file }: { kind: ApplicationDocument["kind"]; file: File }) =>
      addPaper(applicationId, kind, file),
    onSuccess: () => {
      setSent((it) => it + 1);
      return queries.invalidateQueries({ queryKey: ["applications", "beside"] });
    },
  });
  return (
    <Card title={<Trans>Your papers</Trans>}>
      <p className="mb-3 text-14 text-muted">
        <Trans>
          Who lets the home sees them, nobody else: until 90 days after your application is over.
          Show what is asked for, no more. None is needed to apply.
        </Trans>
      </p>
      {documents.length > 0 && (
        <ul className="mb-4 divide-y divide-line">
          {documents.map((it) => (
            <li key={it.id} className="flex items-center justify-between gap-3 py-2">
              <span>
                <span className="block font-semibold">{paperName(it.kind)}</span>
                <span className="block text-14 text-muted">{dateOf(it.created_at)}</span>
              </span>
              <OpenPaper document={it} />
            </li>
          ))}
        </ul>
      )}
      {mayAdd && documents.length < 20 && (
        <Form
          key={sent}
          error={adding.error}
          errors={wrong === undefined ? {} : { file: wrong }}
          onSubmit={(fields) => {
            const file = fields.get("file");
            const missing = !(file instanceof File) || file.size === 0;
            setWrong(missing ? t`Choose a file first.` : undefined);
            if (missing) return;
            adding.mutate({ kind: fields.get("kind") as ApplicationDocument["kind"], file });
          }}
        >
          <Select
            name="kind"
            label={t`What does it show?`}
            choices={paperKinds.map((value) => ({ value, label: paperName(value) }))}
          />
          <Field
            name="file"
            label={t`File`}
            hint={t`A photo or scan: JPEG, PNG or PDF, at most 10 MB.`}
          >
            {(parts) => (
              <input
                {...parts}
                type="file"
                accept="image/jpeg,image/png,application/pdf"
                className={`${inputClass} file:mr-3 file:min-h-9 file:rounded-control file:border-0 file:bg-brand-soft file:px-3 file:font-semibold file:text-brand-ink`}
              />
            )}
          </Field>
          <Button type="submit" look="secondary" className="self-start" busy={adding.isPending}>
            <Trans>Add the paper</Trans>
          </Button>
        </Form>
      )}
    </Card>
  );
}

function OpenPaper(
  { document: { storage_path, kind } }: { readonly document: ApplicationDocument },
) {
  const name = paperName(kind);
  const opening = useMutation({
    mutationFn: () => paperLink(storage_path),
    onSuccess: (link) => location.assign(link),
  });
  return (
    <div className="acts">
      <Button
        look="quiet"
        busy={opening.isPending}
        icon={<FileText aria-hidden="true" className="size-5" />}
        aria-label={t`Open: ${name}`}
        onClick={() => opening.mutate()}
      >
        <Trans>Open</Trans>
      </Button>
      {opening.error !== null && <Problem error={opening.error} />}
    </div>
  );
}
