/** Approving, declining and retiring an account. Each asks for the second factor where the project does. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PayeeAccount } from "@estate/sdk";
import { useSignedInAs } from "../../session/session.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import type { AccountState } from "./account_state.ts";
import { type Act, actOn } from "./payee_query.ts";

/** The buttons; a reason is asked before what ends it. */
export function AccountActs(
  { account, state }: { readonly account: PayeeAccount; readonly state: AccountState },
) {
  const me = useSignedInAs();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<"decline" | "retire">();
  const [wrong, setWrong] = useState<string>();
  const act = useMutation({
    mutationFn: ({ act, reason }: { act: Act; reason: string }) =>
      withStepUp(() => actOn(account.id, act, reason)),
    onSuccess: () => {
      setEnding(undefined);
      toast(t`Done.`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["accounts"] }),
  });
  if (ending !== undefined) {
    const submit = (fields: FormData) => {
      const reason = String(fields.get("reason")).trim();
      setWrong(reason.length < 3 ? t`Say why in a few words.` : undefined);
      if (reason.length >= 3) act.mutate({ act: ending, reason });
    };
    return (
      <Form
        onSubmit={submit}
        error={act.error}
        {...(wrong === undefined ? {} : { errors: { reason: wrong } })}
      >
        <TextField
          name="reason"
          label={ending === "decline" ? t`Why not` : t`Why it is taken out of use`}
          hint={t`What was to be sent there and was not yet is withdrawn.`}
          maxLength={500}
          autoFocus
        />
        <div className="acts">
          <Button type="submit" look="danger" busy={act.isPending}>
            {ending === "decline" ? <Trans>Decline it</Trans> : <Trans>Take it out of use</Trans>}
          </Button>
          <Button look="quiet" onClick={() => setEnding(undefined)}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </Form>
    );
  }
  const waits = state === "waits";
  return (
    <>
      {waits && account.proposed_by === me && (
        <p>
          <Trans>You added it: somebody else who may send money approves it.</Trans>
        </p>
      )}
      <div className="acts">
        {waits && account.proposed_by !== me && (
          <Button
            busy={act.isPending}
            onClick={() => act.mutate({ act: "approve", reason: "" })}
          >
            <Trans>It is ours: approve</Trans>
          </Button>
        )}
        <Button look="danger" onClick={() => setEnding(waits ? "decline" : "retire")}>
          {waits ? <Trans>Decline</Trans> : <Trans>Take out of use</Trans>}
        </Button>
      </div>
      {act.error !== null && <Problem error={act.error} />}
    </>
  );
}
