/** E-mail and password, for accounts that have one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { signInByPassword } from "./auth.ts";
import { AuthProblem } from "./auth_problem.tsx";

/** Calls `onDone` once they were right. */
export function AskPassword(
  { onDone, onBack }: { readonly onDone: () => void; readonly onBack: () => void },
) {
  const enter = useMutation({
    mutationFn: (fields: FormData) =>
      signInByPassword(String(fields.get("email")).trim(), String(fields.get("password"))),
    onSuccess: onDone,
  });
  return (
    <Form onSubmit={enter.mutate}>
      <TextField
        name="email"
        label={t`E-mail`}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name="password"
        label={t`Password`}
        type="password"
        autoComplete="current-password"
      />
      <AuthProblem error={enter.error} />
      <Button type="submit" wide busy={enter.isPending}>
        <Trans>Sign in</Trans>
      </Button>
      <Button look="quiet" onClick={onBack}>
        <Trans>Send me a code instead</Trans>
      </Button>
    </Form>
  );
}
