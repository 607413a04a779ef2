/** The code that was sent. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { phone } from "../../format/phone.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Contact, sendCode, signInByCode } from "./auth.ts";
import { AuthProblem } from "./auth_problem.tsx";

/** Calls `onDone` once it was right. */
export function AskCode(
  { contact, onDone, onBack }: {
    readonly contact: Contact;
    /** The button waits for it: a code is good once. */
    readonly onDone: () => Promise<void>;
    readonly onBack: () => void;
  },
) {
  const enter = useMutation({
    mutationFn: (code: string) => signInByCode(contact, code),
    onSuccess: onDone,
  });
  const again = useMutation({
    mutationFn: () => sendCode(contact),
    // What is said is of the last thing that was pressed.
    onMutate: () => enter.reset(),
    onSuccess: () => toast(t`A new code is on its way.`),
  });
  const to = "phone" in contact ? phone(contact.phone) : contact.email;
  return (
    <Form
      onSubmit={(fields) => {
        again.reset();
        enter.mutate(String(fields.get("code")));
      }}
    >
      <TextField
        name="code"
        label={t`Code`}
        hint={t`Six figures, sent to ${to}.`}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        className="text-20 tracking-widest"
      />
      <AuthProblem error={enter.error ?? again.error} />
      <Button type="submit" wide busy={enter.isPending}>
        <Trans>Go on</Trans>
      </Button>
      <div className="acts">
        <Button look="quiet" busy={again.isPending} onClick={() => again.mutate()}>
          <Trans>Send it again</Trans>
        </Button>
        <Button look="quiet" onClick={onBack}>
          <Trans>Another number or address</Trans>
        </Button>
      </div>
    </Form>
  );
}
