/** The form: kept on the project as one goes, sent once it is complete. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ApplicationFacts } from "@estate/sdk";
import type { SyntheticEvent } from "react";
import { addDays, today } from "../../format/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import type { Draft } from "./application_query.ts";
import { bandName, bands, termName, terms } from "./application_words.ts";
import { factsOf } from "./facts.ts";
import { GuarantorFields } from "./guarantor_fields.tsx";
import { HouseholdFields } from "./household_fields.tsx";
import { Kept, useKeeping } from "./keeping.tsx";

/** Calls `onSent` once it is with who lets the home. */
export function ApplicationForm(
  { draft, onSent }: { readonly draft: Draft; readonly onSent: () => void },
) {
  const { shown, keeping, isHere, isSending, error, note, keep, send } = useKeeping(draft, onSent);
  const { application, household, guarantors } = shown;
  const now = today();
  const withFacts = (use: (facts: ApplicationFacts) => void) => ({ target }: SyntheticEvent) => {
    const form = target instanceof HTMLElement ? target.closest("form") : null;
    if (form !== null) use(factsOf(new FormData(form)));
  };
  return (
    <div onBlur={withFacts(keep)} onInput={withFacts(note)}>
      <Form onSubmit={(fields) => send(factsOf(fields))} error={error}>
        <DayField
          name="move_in_on"
          label={t`When would you move in?`}
          hint={t`The day first, as 5/12/2027.`}
          from={now}
          until={addDays(now, 730)}
          initial={application.move_in_on ?? undefined}
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
          optional
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
        <GuarantorFields guarantors={guarantors} />
        <TextArea
          name="note"
          label={t`Something they should know`}
          optional
          defaultValue={application.note ?? undefined}
        />
        <Button type="submit" busy={isSending}>
          <Trans>Send the application</Trans>
        </Button>
        {error === null && <Kept keeping={keeping} isHere={isHere} />}
      </Form>
    </div>
  );
}
