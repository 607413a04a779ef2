/** The number or address to which the code goes. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { type Contact, contactOf, sendCode } from "./auth.ts";
import { AuthProblem } from "./auth_problem.tsx";
import { isSentOften } from "./auth_words.ts";

/** Calls `onSent` once the code is on its way. */
export function AskContact(
  { onSent, onPassword }: {
    readonly onSent: (contact: Contact) => void;
    readonly onPassword: () => void;
  },
) {
  const [wrong, setWrong] = useState<string>();
  const send = useMutation({
    mutationFn: async (contact: Contact) => {
      await sendCode(contact);
      return contact;
    },
    onSuccess: onSent,
  });
  const submit = (fields: FormData) => {
    const contact = contactOf(String(fields.get("contact")));
    setWrong(
      contact === undefined
        ? t`Type a phone number such as 0803 123 4567, or an e-mail address.`
        : undefined,
    );
    if (contact !== undefined) send.mutate(contact);
  };
  return (
    <Form
      onSubmit={submit}
      {...(wrong === undefined ? {} : { errors: { contact: wrong } })}
    >
      <TextField
        name="contact"
        label={t`Phone number or e-mail`}
        hint={t`We send you a code.`}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <AuthProblem error={send.error}>
        {isSentOften(send.error) && send.variables !== undefined && (
          <Button
            look="secondary"
            onClick={() => onSent(send.variables)}
          >
            <Trans>Type the code that was sent</Trans>
          </Button>
        )}
      </AuthProblem>
      <Button type="submit" wide busy={send.isPending}>
        <Trans>Send me a code</Trans>
      </Button>
      <Button look="quiet" onClick={onPassword}>
        <Trans>I have a password</Trans>
      </Button>
    </Form>
  );
}
