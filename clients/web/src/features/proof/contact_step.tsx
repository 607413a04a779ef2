/** Proving a phone number or an e-mail address by the code that goes there. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { phone } from "../../format/phone.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { CodeField } from "../../ui/code_field.tsx";
import { Form } from "../../ui/form.tsx";
import { PhoneField } from "../../ui/phone_field.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { changeContact, type Contact, proveContact } from "./contact.ts";

/** `isProven`: there is one, which this would put another in the place of. */
export function ContactStep(
  { kind, isProven }: { readonly kind: "phone" | "email"; readonly isProven: boolean },
) {
  const [sent, setSent] = useState<Contact>();
  const [opened, setOpened] = useState(!isProven);
  const [wrong, setWrong] = useState<string>();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: async (contact: Contact) => {
      await withStepUp(() => changeContact(contact));
      return contact;
    },
    onSuccess: setSent,
  });
  const prove = useMutation({
    mutationFn: (code: string) => proveContact(sent!, code),
    onSuccess: async (isWhole) => {
      await queries.invalidateQueries({ queryKey: ["verification"] });
      if (isWhole) {
        setSent(undefined);
        setOpened(false);
      }
    },
  });
  if (prove.data === false) {
    return (
      <Callout meaning="wait" role="status" title={t`One half is done`}>
        <p>
          <Trans>
            A letter went to your present address too. Follow its link: then the new one takes its
            place.
          </Trans>
        </p>
      </Callout>
    );
  }
  if (!opened) {
    return (
      <div className="acts">
        <Button look="secondary" onClick={() => setOpened(true)}>
          {kind === "phone" ? <Trans>Another number</Trans> : <Trans>Another address</Trans>}
        </Button>
      </div>
    );
  }
  if (sent !== undefined) {
    const to = "phone" in sent ? phone(sent.phone) : sent.email;
    return (
      <Form
        className="max-w-md"
        error={prove.error}
        onSubmit={(fields) => prove.mutate(String(fields.get("code")))}
      >
        <CodeField label={t`Code`} hint={t`Six figures, sent to ${to}.`} />
        <div className="acts">
          <Button type="submit" busy={prove.isPending}>
            <Trans>Go on</Trans>
          </Button>
          <Button look="quiet" onClick={() => setSent(undefined)}>
            <Trans>Another number or address</Trans>
          </Button>
        </div>
      </Form>
    );
  }
  const submit = (fields: FormData) => {
    const given = String(fields.get(kind) ?? "").trim();
    const isOne = kind === "phone" ? given !== "" : /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(given);
    setWrong(isOne ? undefined : t`This cannot be one.`);
    if (isOne) change.mutate(kind === "phone" ? { phone: given } : { email: given });
  };
  return (
    <Form
      className="max-w-md"
      error={change.error}
      onSubmit={submit}
      {...(wrong === undefined ? {} : { errors: { [kind]: wrong } })}
    >
      {kind === "phone"
        ? (
          <PhoneField
            name="phone"
            label={t`Phone number`}
            hint={t`We send you a code by SMS.`}
            error={wrong}
          />
        )
        : (
          <TextField
            name="email"
            label={t`E-mail address`}
            hint={t`We send you a code.`}
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      <div className="acts">
        <Button type="submit" busy={change.isPending}>
          <Trans>Send me a code</Trans>
        </Button>
      </div>
    </Form>
  );
}
