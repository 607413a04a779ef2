/** Approving, declining and taking back a payout. Approving asks for the second factor where the project does. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Payout } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { actOnPayout, type PayoutAct } from "./payout_query.ts";

/** The buttons; a reason is asked before what ends it. */
export function PayoutActs(
  { payout: { id, status }, isMine }: { readonly payout: Payout; readonly isMine: boolean },
) {
  const queries = useQueryClient();
  const [ending, setEnding] = useState<"decline" | "withdraw">();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const act = useMutation({
    mutationFn: ({ act, reason }: { readonly act: PayoutAct; readonly reason: string }) =>
      withStepUp(() => actOnPayout(id, act, reason)),
    onSuccess: (_, { act }) => {
      setEnding(undefined);
      toast(
        act === "approve"
          ? t`Approved. It is being sent.`
          : act === "decline"
          ? t`Declined. The money stays where it is.`
          : t`Taken back. The money stays where it is.`,
      );
    },
    onSettled: () =>
      Promise.all(
        ["payouts", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      ),
  });
  if (ending !== undefined) {
    const submit = (fields: FormData) => {
      const reason = String(fields.get("reason")).trim();
      setWrong(reason.length < 3 ? { reason: t`Say why in a few words.` } : {});
      if (reason.length >= 3) act.mutate({ act: ending, reason });
    };
    return (
      <Form onSubmit={submit} error={act.error} errors={wrong}>
        <TextField
          name="reason"
          label={ending === "decline" ? t`Why not` : t`Why it is taken back`}
          maxLength={500}
          autoFocus
        />
        <div className="acts">
          <Button type="submit" look="danger" busy={act.isPending}>
            {ending === "decline" ? <Trans>Decline it</Trans> : <Trans>Take it back</Trans>}
          </Button>
          <Button look="quiet" onClick={() => setEnding(undefined)}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </Form>
    );
  }
  const waits = status === "requested";
  return (
    <>
      {waits && isMine && (
        <p>
          <Trans>You asked for it: somebody else who may send money approves it.</Trans>
        </p>
      )}
      <div className="acts">
        {waits && !isMine && (
          <>
            <Button busy={act.isPending} onClick={() => act.mutate({ act: "approve", reason: "" })}>
              <Trans>Approve: send it</Trans>
            </Button>
            <Button look="danger" onClick={() => setEnding("decline")}>
              <Trans>Decline</Trans>
            </Button>
          </>
        )}
        {(isMine || !waits) && (
          <Button look="danger" onClick={() => setEnding("withdraw")}>
            <Trans>Take it back</Trans>
          </Button>
        )}
      </div>
      {act.error !== null && <Problem error={act.error} />}
    </>
  );
}
