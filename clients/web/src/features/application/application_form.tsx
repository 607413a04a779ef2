/** The form: kept on the project as one goes, sent once it is complete. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { FocusEvent } from "react";
import { today } from "../../format/calendar.ts";
import { time } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { type Draft, send, write } from "./application_query.ts";
import { bandName, bands, termName, terms } from "./application_words.ts";
import { factsOf } from "./facts.ts";
import { HouseholdFields } from "./household_fields.tsx";

/** Calls `onSent` once it is with who lets the home. */
export function ApplicationForm(
  { draft, onSent }: { readonly draft: Draft; readonly onSent: () => void },
) {
  const { application, household } = draft;
  const keeping = useMutation({
    mutationFn: (fields: FormData) => write(application.id, factsOf(fields)),
  });
  const sending = useMutation({
    mutationFn: (fields: FormData) => send(application.id, factsOf(fields)),
    onSuccess: onSent,
  });
  const keep = (event: FocusEvent<HTMLDivElement>) => {
    const form = event.target instanceof HTMLElement ? event.target.closest("form") : null;
    if (form !== null && !sending.isPending) keeping.mutate(new FormData(form));
  };
  const kept = keeping.data === undefined ? undefined : time(keeping.data.updated_at);
  return (
    <div onBlur={keep}>
      <Form onSubmit={sending.mutate} error={sending.error}>
        <TextField
          name="move_in_on"
          label={t`When would you move in?`}
          type="date"
          min={today()}
          defaultValue={application.move_in_on ?? undefined}
        />
        <Select
          name="term_months"
          label={t`For how long?`}
          defaultValue={String(application.term_months ?? 12)}
          choices={terms.map((it) => ({ value: String(it), label: termName(it) }))}
        />
        <TextField
          name="occupation"
          label={t`What do you do?`}
          hint={t`Your work, or that you study or trade.`}
          autoComplete="organization-title"
          defaultValue={application.occupation ?? undefined}
        />
        <TextField
          name="employer"
          label={t`Where do you work?`}
          optional={t`(may be left out)`}
          autoComplete="organization"
          defaultValue={application.employer ?? undefined}
        />
        <Select
          name="income_band"
          label={t`What do you earn?`}
          hint={t`A range is enough. Who lets the home sees it, nobody else.`}
          defaultValue={application.income_band ?? ""}
          choices={[
            { value: "", label: t`Choose` },
            ...bands.map((it) => ({ value: it, label: bandName(it) })),
          ]}
        />
        <Checkbox
          name="has_pets"
          label={t`I have pets`}
          defaultChecked={application.has_pets}
        />
        <HouseholdFields members={household} />
        <TextArea
          name="note"
          label={t`Something they should know`}
          optional={t`(may be left out)`}
          defaultValue={application.note ?? undefined}
        />
        <Button type="submit" busy={sending.isPending}>
          <Trans>Send the application</Trans>
        </Button>
        <p role="status" className="text-14 text-muted">
          {kept === undefined
            ? <Trans>It is kept as you go. Nobody sees it before you send it.</Trans>
            : <Trans>Kept at {kept}. Nobody sees it before you send it.</Trans>}
        </p>
      </Form>
    </div>
  );
}
