/** How it stands with a part that was kept and the tenants dispute: what was said, what was answered, and whether that is right. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DeductionDispute } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { readDepositAnew } from "./ending_query.ts";

/** The whole of it. */
export function DisputeOfDeduction({ dispute }: { readonly dispute: DeductionDispute }) {
  const { reason, answer, status, disputed_kobo, kept_kobo } = dispute;
  const given = disputed_kobo - (kept_kobo ?? disputed_kobo);
  return (
    <div className="mt-3 rounded-control bg-raised p-3">
      <p>
        <Standing status={status} />
      </p>
      <p className="mt-2 break-words text-14">
        <Trans>You said: {reason}</Trans>
      </p>
      {answer !== null && (
        <p className="mt-1 break-words text-14">
          <Trans>Your landlord: {answer}</Trans>
        </p>
      )}
      {status === "open" && (
        <p className="mt-1 text-14 text-muted">
          <Trans>Your landlord is to answer. What is held for you comes back all the same.</Trans>
        </p>
      )}
      {answer !== null && (
        <p className="mt-1 text-14">
          {given === 0
            ? <Trans>All of it stays kept.</Trans>
            : <Trans>{naira(given)} of it is held for you again.</Trans>}
        </p>
      )}
      <Reply dispute={dispute} />
    </div>
  );
}

function Standing({ status }: Pick<DeductionDispute, "status">) {
  switch (status) {
    case "open":
      return (
        <StatusChip meaning="wait">
          <Trans>Waits for an answer</Trans>
        </StatusChip>
      );
    case "answered":
      return (
        <StatusChip meaning="info">
          <Trans>Your landlord answered</Trans>
        </StatusChip>
      );
    case "accepted":
      return (
        <StatusChip meaning="good">
          <Trans>The answer was accepted</Trans>
        </StatusChip>
      );
    case "disagreed":
      return (
        <StatusChip meaning="warn">
          <Trans>You still do not agree</Trans>
        </StatusChip>
      );
    case "withdrawn":
      return (
        <StatusChip meaning="good">
          <Trans>Not kept any more</Trans>
        </StatusChip>
      );
  }
}

/** What one may say of the answer: who disputed it accepts it, or who said last that they do not. */
function Reply({ dispute }: { readonly dispute: DeductionDispute }) {
  const queries = useQueryClient();
  const me = useSignedInAs();
  const { status, disputed_by, replied_by } = dispute;
  const reply = useMutation({
    mutationFn: async (agrees: boolean) => {
      const { client, replyToDeductionAnswer } = await sdk();
      await replyToDeductionAnswer(client, dispute.id, agrees);
    },
    onSuccess: () => readDepositAnew(queries),
  });
  const mayAccept = status === "answered" && disputed_by === me ||
    status === "disagreed" && replied_by === me;
  const mayDisagree = status === "answered" || status === "accepted" && replied_by !== me;
  if (!mayAccept && !mayDisagree) return null;
  return (
    <div className="mt-3 acts">
      {mayAccept && (
        <Button busy={reply.isPending} onClick={() => reply.mutate(true)}>
          <Trans>I accept the answer</Trans>
        </Button>
      )}
      {mayDisagree && (
        <Button
          look="quiet"
          busy={reply.isPending}
          onClick={() => reply.mutate(false)}
        >
          <Trans>I still do not agree</Trans>
        </Button>
      )}
      {reply.error !== null && <Problem error={reply.error} />}
    </div>
  );
}
