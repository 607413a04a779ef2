/** Answers a dispute: the money stays, as words and a paper show, or it goes back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Dispute, DisputeAnswer } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Field, inputClass } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Answer, answer } from "./return_query.ts";

/** The form; `onDone` also when it is left. */
export function AnswerForm(
  { dispute, onDone }: { readonly dispute: Dispute; readonly onDone: () => void },
) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<DisputeAnswer>("contest");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const send = useMutation({
    mutationFn: (said: Answer) => withStepUp(() => answer(dispute, said)),
    onSuccess: async () => {
      onDone();
      toast(t`Answered. The bank decides.`);
      await Promise.all(
        ["refunds", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  const submit = (fields: FormData) => {
    const note = String(fields.get("note")).trim();
    const paper = fields.get("paper");
    setWrong(note.length < 3 ? { note: t`Say it in a few words.` } : {});
    if (note.length < 3) return;
    send.mutate({
      answer: chosen,
      note,
      paper: paper instanceof File && paper.size > 0 ? paper : undefined,
    });
  };
  return (
    <Form onSubmit={submit} error={send.error} errors={wrong}>
      <ChoiceGroup<DisputeAnswer>
        name="answer"
        legend={t`What is right?`}
        value={chosen}
        onChoose={setChosen}
        column
        choices={[
          { value: "contest", label: t`The payment was right: the money stays` },
          { value: "accept", label: t`The payer is right: the money goes back` },
        ]}
      />
      <TextArea
        name="note"
        label={t`What shows it`}
        hint={t`The bank reads this: what was paid for, and how you know who paid.`}
        rows={3}
        maxLength={1000}
      />
      {chosen === "contest" && (
        <Field
          name="paper"
          label={t`A paper that shows it`}
          optional
          hint={t`The agreement, or the talk with the payer; PDF, JPEG or PNG, at most 15 MB.`}
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
      )}
      <div className="acts">
        <Button
          type="submit"
          look={chosen === "accept" ? "danger" : "primary"}
          busy={send.isPending}
        >
          {chosen === "accept" ? <Trans>Let it go back</Trans> : <Trans>Contest it</Trans>}
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
