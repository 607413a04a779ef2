/** Approving, declining, taking back a refund, and saying that it was paid out by hand. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Refund } from "@estate/sdk";
import { useSignedInAs } from "../../session/session.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { PaidOutForm } from "./paid_out_form.tsx";
import { ReasonForm } from "./reason_form.tsx";
import { decideRefund, type RefundDecision } from "./return_query.ts";

/** The buttons; who is the only one who may says so before they approve their own. */
export function RefundActs({ refund }: { readonly refund: Refund }) {
  const isMine = refund.requested_by === useSignedInAs();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"decline" | "withdraw" | "paid">();
  const decide = useMutation({
    mutationFn: (decision: RefundDecision) => withStepUp(() => decideRefund(refund.id, decision)),
    onSuccess: () => {
      setOpen(undefined);
      toast(t`Done.`);
    },
    onSettled: () =>
      Promise.all(
        ["refunds", "payments", "today", "charges"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      ),
  });
  const close = () => setOpen(undefined);
  // Another one may approve it, as long as there is one.
  const isAlone = decide.error instanceof EstateError && decide.error.code === "refund.own";
  if (open === "paid") {
    return (
      <PaidOutForm
        busy={decide.isPending}
        error={decide.error}
        onCancel={close}
        onSay={(paid) => decide.mutate({ act: "paid", ...paid, iAmAlone: refund.approved_alone })}
      />
    );
  }
  if (open !== undefined) {
    return (
      <ReasonForm
        label={open === "decline" ? t`Why not` : t`Why it is taken back`}
        hint={t`The payer reads this.`}
        submit={open === "decline" ? t`Decline it` : t`Take it back`}
        busy={decide.isPending}
        error={decide.error}
        onCancel={close}
        onSay={(reason) => decide.mutate({ act: open, reason })}
      />
    );
  }
  const waits = refund.status === "requested";
  return (
    <>
      {waits && isMine && (
        <p>
          <Trans>You asked for it: somebody else who confirms payments approves it.</Trans>
        </p>
      )}
      <div className="acts">
        {waits && (
          <Button
            look={isMine ? "secondary" : "primary"}
            busy={decide.isPending}
            onClick={() => decide.mutate({ act: "approve", iAmAlone: isMine })}
          >
            {isMine ? <Trans>There is nobody else: approve</Trans> : <Trans>Approve</Trans>}
          </Button>
        )}
        {refund.status === "approved" && (
          <Button onClick={() => setOpen("paid")}>
            <Trans>It was paid out</Trans>
          </Button>
        )}
        {waits && !isMine && (
          <Button look="danger" onClick={() => setOpen("decline")}>
            <Trans>Decline</Trans>
          </Button>
        )}
        {(isMine || !waits) && (
          <Button look="danger" onClick={() => setOpen("withdraw")}>
            <Trans>Take it back</Trans>
          </Button>
        )}
      </div>
      {decide.error !== null && !isAlone && <Problem error={decide.error} />}
      {isAlone && (
        <p role="alert" className="text-bad">
          <Trans>There is somebody else who may approve it: ask them.</Trans>
        </p>
      )}
    </>
  );
}
