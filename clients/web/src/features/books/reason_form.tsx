/** Asks for a reason before something is ended. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** In the place of the buttons. */
export function ReasonForm(
  { label, hint, submit, busy, error, onSay, onCancel }: {
    readonly label: string;
    readonly hint?: ReactNode;
    /** What the button says. */
    readonly submit: string;
    readonly busy: boolean;
    readonly error: unknown;
    readonly onSay: (reason: string) => void;
    readonly onCancel: () => void;
  },
) {
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const send = (fields: FormData) => {
    const reason = String(fields.get("reason")).trim();
    setWrong(reason.length < 3 ? { reason: t`Say why in a few words.` } : {});
    if (reason.length >= 3) onSay(reason);
  };
  return (
    <Form onSubmit={send} error={error} errors={wrong}>
      <TextField name="reason" label={label} hint={hint} maxLength={250} autoFocus />
      <div className="acts">
        <Button type="submit" look="danger" busy={busy}>{submit}</Button>
        <Button look="quiet" onClick={onCancel}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
