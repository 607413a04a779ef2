/** Before an app is set up: which one, and what the phone is called. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { NewSecondFactor } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { enrol } from "./second_factor_query.ts";

/** `isFirst`: there is none yet. */
export function AskName(
  { onBegun, isFirst }: {
    readonly onBegun: (factor: NewSecondFactor) => void;
    readonly isFirst: boolean;
  },
) {
  const begin = useMutation({
    mutationFn: (name: string) => withStepUp(() => enrol(name)),
    onSuccess: onBegun,
  });
  return (
    <Form
      error={begin.error}
      onSubmit={(fields) => begin.mutate(String(fields.get("name")).trim())}
    >
      <p>
        {isFirst
          ? (
            <Trans>
              Install one first if you have none: Google Authenticator, Aegis, 2FAS and others do
              the same, and work without data.
            </Trans>
          )
          : <Trans>A second phone lets you in when the first is lost.</Trans>}
      </p>
      <TextField
        name="name"
        label={t`What to call this phone`}
        optional
        maxLength={60}
        autoComplete="off"
      />
      <Button type="submit" look={isFirst ? "primary" : "secondary"} busy={begin.isPending}>
        <Trans>Begin</Trans>
      </Button>
    </Form>
  );
}
