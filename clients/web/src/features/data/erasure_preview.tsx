/** What being deleted means: what stands in the way, what goes, what is kept, why and until when; then asking for it. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ErasurePreview as Preview } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { categoryWords } from "./category_words.ts";
import { askForErasure, previewQuery } from "./data_query.ts";
import { Refusal } from "./refusal.tsx";

/** `onDone`: it was asked for. */
export function ErasurePreview({ onDone }: { readonly onDone: () => void }) {
  const preview = useQuery(previewQuery());
  return (
    <Loaded query={preview} skeleton={<Skeleton className="h-40" />}>
      {(it) => (
        <div className="flex flex-col gap-4">
          <Kept preview={it} />
          {it.blockers.length > 0
            ? <Blockers preview={it} />
            : <Ask preview={it} onDone={onDone} />}
        </div>
      )}
    </Loaded>
  );
}

/** The reasons are the law's, and in its language. */
function Kept({ preview }: { readonly preview: Preview }) {
  return (
    <ul className="flex flex-col gap-3">
      {preview.categories.map((it) => {
        const until = it.kept_until === null ? undefined : date(it.kept_until);
        const about = categoryWords(it.about);
        return (
          <li key={it.category}>
            <p className="font-semibold" {...(about === undefined ? { lang: "en" } : {})}>
              {about ?? it.about}
            </p>
            <p className="text-14">
              {it.erased > 0 &&
                plural(it.erased, { one: "# entry goes.", other: "# entries go." })}{" "}
              {it.kept_why !== null && (
                <>
                  {until === undefined ? <Trans>Kept.</Trans> : <Trans>Kept until {until}.</Trans>}
                  {" "}
                  <span lang="en" className="text-muted">{it.kept_why}.</span>
                </>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Blockers({ preview }: { readonly preview: Preview }) {
  return (
    <Callout meaning="warn" title={<Trans>It cannot be done yet</Trans>}>
      <ul className="list-disc pl-5" lang="en">
        {preview.blockers.map((it) => <li key={`${it.code} ${it.subject_id}`}>{it.message}</li>)}
      </ul>
    </Callout>
  );
}

function Ask({ preview, onDone }: { readonly preview: Preview; readonly onDone: () => void }) {
  const [understood, setUnderstood] = useState(false);
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: askForErasure,
    onSuccess: () => {
      onDone();
      return queries.invalidateQueries({ queryKey: ["privacy"] });
    },
  });
  const days = Math.round(preview.cooling_off_days);
  return (
    <Form onSubmit={(fields) => ask.mutate(String(fields.get("reason") ?? "").trim())}>
      <p>
        {plural(days, {
          one: "It is done after # day: until then you can take it back, afterwards nobody can.",
          other: "It is done after # days: until then you can take it back, afterwards nobody can.",
        })}
      </p>
      {preview.is_decided_by_staff && (
        <p>
          <Trans>
            Something open concerns you, so that a person of our staff looks at it first.
          </Trans>
        </p>
      )}
      <TextArea name="reason" rows={2} label={t`Why`} optional maxLength={1000} />
      <Checkbox
        name="understood"
        checked={understood}
        onChange={(event) => setUnderstood(event.currentTarget.checked)}
        label={t`I have read what goes and what is kept`}
      />
      <div className="acts">
        <Button type="submit" look="danger" disabled={!understood} busy={ask.isPending}>
          <Trans>Delete my account</Trans>
        </Button>
      </div>
      <Refusal error={ask.error} />
    </Form>
  );
}
