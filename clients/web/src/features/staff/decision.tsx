/** The decision of a case, with its reason. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text_field.tsx";

/** One of the things that can be decided. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Whether it may be decided without a reason. */
  readonly isFree?: boolean;
  /** Whether it takes something from somebody. */
  readonly isHard?: boolean;
  /** Why it cannot be decided yet. */
  readonly notYet?: string | undefined;
  /** What else is asked once it is chosen: fields of the form. */
  readonly asks?: ReactNode;
}

/** The form; with one choice, only the reason is asked. */
export function Decision<Value extends string>(
  { choices, hint, decide, onDone }: {
    readonly choices: readonly [Choice<Value>, ...Choice<Value>[]];
    /** Who reads the reason. */
    readonly hint: string;
    readonly decide: (value: Value, reason: string, fields: FormData) => Promise<unknown>;
    readonly onDone: () => void;
  },
) {
  const [only] = choices;
  const [value, setValue] = useState<Value | undefined>(
    choices.length === 1 ? only.value : undefined,
  );
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const send = useMutation({
    mutationFn: ({ value, reason, fields }: { value: Value; reason: string; fields: FormData }) =>
      withStepUp(() => decide(value, reason, fields)),
    onSuccess: onDone,
  });
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason")).trim();
    const chosen = choices.find((it) => it.value === value);
    if (chosen === undefined) return setWrong({ decision: t`Choose what you decide.` });
    if (chosen.notYet !== undefined) return setWrong({ decision: chosen.notYet });
    const isGiven = reason.length >= 3 || chosen.isFree === true;
    setWrong(isGiven ? {} : { reason: t`Say why, in three letters at least.` });
    if (isGiven) send.mutate({ value: chosen.value, reason, fields });
  };
  return (
    <Card title={t`Decision`}>
      <div data-decision="">
        <Form onSubmit={submit} error={send.error} errors={wrong}>
          {choices.length > 1 && (
            <div>
              <ChoiceGroup
                name="decision"
                column
                legend={<span className="sr-only">{t`What you decide`}</span>}
                value={value}
                choices={choices}
                onChoose={setValue}
              />
              {wrong["decision"] !== undefined && (
                <p role="alert" className="mt-2 text-14 font-semibold text-bad">
                  {wrong["decision"]}
                </p>
              )}
            </div>
          )}
          {choices.find((it) => it.value === value)?.asks}
          <TextArea name="reason" label={t`Why`} hint={hint} rows={3} maxLength={1000} />
          <div className="acts">
            <Button
              type="submit"
              look={choices.length === 1 && only.isHard ? "danger" : "primary"}
              busy={send.isPending}
            >
              {choices.length === 1 ? only.label : <Trans>Decide</Trans>}
            </Button>
          </div>
        </Form>
      </div>
    </Card>
  );
}
