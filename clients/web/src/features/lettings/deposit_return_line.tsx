/**
 * A return that waits for the other side (a second person confirms it, or it is taken back by mistake), that a tenant disputes,
 * or of which was said why it stands or not.
 */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DepositReturn } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** The line. */
export function DepositReturnLine({ made }: { readonly made: DepositReturn }) {
  const queries = useQueryClient();
  const mine = made.recorded_by === useSignedInAs();
  const move = useMutation({
    mutationFn: async () => {
      const { client, confirmDepositReturn, withdrawDepositReturn } = await sdk();
      if (mine) await withdrawDepositReturn(client, made.id, "Recorded by mistake");
      else await confirmDepositReturn(client, made.id);
    },
    onSuccess: () =>
      Promise.all(
        ["deposits", "money", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      ),
  });
  return (
    <div className="mt-3 rounded-control bg-raised p-3">
      <p>
        <Money kobo={made.amount_kobo} className="font-semibold" />{" "}
        <Standing status={made.status} />
      </p>
      {made.status !== "recorded" && made.decision !== null && (
        <p className="mt-1 break-words text-14">
          {made.status === "disputed" ? <Trans>The tenant: {made.decision}</Trans> : made.decision}
        </p>
      )}
      {made.status === "disputed" && (
        <p className="mt-1 text-14 text-muted">
          <Trans>Estate's staff hear both sides and decide. You are told.</Trans>
        </p>
      )}
      {made.status === "recorded" && (
        <>
          <p className="mt-1 text-14">
            <Trans>
              A tenant or a second person of yours confirms it. If nobody objects, it stands on{" "}
              {dateOf(made.answer_by)}.
            </Trans>
          </p>
          <div className="mt-2">
            <Button look="secondary" busy={move.isPending} onClick={() => move.mutate()}>
              {mine ? <Trans>I recorded it by mistake</Trans> : <Trans>Confirm it</Trans>}
            </Button>
          </div>
        </>
      )}
      {move.isError && <Problem error={move.error} />}
    </div>
  );
}

function Standing({ status }: Pick<DepositReturn, "status">) {
  switch (status) {
    case "recorded":
      return <StatusChip meaning="wait">{t`Waits for a second yes`}</StatusChip>;
    case "disputed":
      return <StatusChip meaning="bad">{t`The tenant says it did not come`}</StatusChip>;
    case "confirmed":
      return <StatusChip meaning="good">{t`It was decided: it came back`}</StatusChip>;
    case "reversed":
      return <StatusChip meaning="bad">{t`It was not given back`}</StatusChip>;
  }
}
