/** Saying that a refusal is wrong, and why: another person reads it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text_field.tsx";

/** A button that becomes a form. */
export function Appeal(
  { onSend, isBusy, error }: {
    readonly onSend: (words: string) => void;
    readonly isBusy: boolean;
    readonly error: unknown;
  },
) {
  const [isOpen, setOpen] = useState(false);
  const [wrong, setWrong] = useState<string>();
  if (!isOpen) {
    return (
      <Button look="secondary" onClick={() => setOpen(true)}>
        <Trans>This is wrong</Trans>
      </Button>
    );
  }
  const submit = (fields: FormData) => {
    const words = String(fields.get("reason")).trim();
    setWrong(words.length < 3 ? t`Say why in a few words.` : undefined);
    if (words.length >= 3) onSend(words);
  };
  return (
    <Form
      onSubmit={submit}
      error={error}
      {...(wrong === undefined ? {} : { errors: { reason: wrong } })}
    >
      <TextArea
        name="reason"
        label={t`What is wrong about it`}
        hint={t`A person reads this and decides. Write no numbers of papers here.`}
        maxLength={1000}
        autoFocus
      />
      <div className="acts">
        <Button type="submit" busy={isBusy}>
          <Trans>Ask a person to look</Trans>
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
