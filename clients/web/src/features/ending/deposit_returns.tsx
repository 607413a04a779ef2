/** That a deposit came back, as the landlord recorded it: is it so? */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DepositReturn, TenancyHome } from "@estate/sdk";
import { useState } from "react";
import { date, dateOf } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { useKept } from "../../session/kept.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";

/** Those that wait for an answer, those that are looked at, and what came of them. */
export function DepositReturns(
  { returns }: { readonly home: TenancyHome; readonly returns: readonly DepositReturn[] },
) {
  return returns.map((it) => {
    switch (it.status) {
      case "recorded":
        return <Waiting key={it.id} given={it} />;
      case "disputed":
        return (
          <Callout
            key={it.id}
            meaning="warn"
            title={<Trans>You said that {naira(it.amount_kobo)} did not come back</Trans>}
          >
            <Trans>Estate's staff look at it. You hear of it here.</Trans>
          </Callout>
        );
      case "confirmed":
        return (
          <div key={it.id}>
            <StatusChip meaning="good">
              <Trans>{naira(it.amount_kobo)} came back on {date(it.returned_on)}</Trans>
            </StatusChip>
            {it.decision !== null && (
              <p className="mt-1 break-words text-14">
                <Trans>Estate's staff decided so: {it.decision}</Trans>
              </p>
            )}
          </div>
        );
      case "reversed":
        return (
          <div key={it.id}>
            <StatusChip meaning="info">
              <Trans>{naira(it.amount_kobo)} did not come back on {date(it.returned_on)}</Trans>
            </StatusChip>
            {it.decision !== null && <p className="mt-1 break-words text-14">{it.decision}</p>}
          </div>
        );
    }
  });
}

function Waiting({ given }: { readonly given: DepositReturn }) {
  const queries = useQueryClient();
  const [disputing, setDisputing] = useState(false);
  const [reason, setReason] = useKept(`deposit.${given.id}`);
  const [missing, setMissing] = useState(false);
  const after = () =>
    Promise.all(["deposits", "money"].map((it) => queries.invalidateQueries({ queryKey: [it] })));
  const confirm = useMutation({
    mutationFn: async () => {
      const { client, confirmDepositReturn } = await sdk();
      await confirmDepositReturn(client, given.id);
    },
    onSuccess: after,
  });
  const dispute = useMutation({
    mutationFn: async () => {
      const { client, disputeDepositReturn } = await sdk();
      await disputeDepositReturn(client, given.id, reason.trim());
    },
    onSuccess: async () => {
      setReason("");
      await after();
    },
  });
  const how = paymentMethod(given.method);
  const day = date(given.returned_on);
  const submit = () => {
    const lacks = reason.trim().length < 3;
    setMissing(lacks);
    if (!lacks) dispute.mutate();
  };
  return (
    <div className="rounded-control border border-warn p-4">
      <p className="font-semibold">
        <Trans>Did {naira(given.amount_kobo)} of your deposit come back?</Trans>
      </p>
      <p className="mb-3 text-muted">
        <Trans>
          Your landlord recorded it: {how}, {day}.
        </Trans>{" "}
        {given.answer_by !== null && (
          <Trans>It counts as so if you say nothing by {dateOf(given.answer_by)}.</Trans>
        )}
      </p>
      {confirm.error !== null && <Problem error={confirm.error} />}
      {disputing
        ? (
          <Form
            onSubmit={submit}
            error={dispute.error}
            errors={missing ? { reason: t`Say what is not right.` } : {}}
          >
            <TextArea
              name="reason"
              label={t`What is not right?`}
              hint={t`Estate's staff and your landlord read it.`}
              rows={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <div className="acts">
              <Button type="submit" look="danger" busy={dispute.isPending}>
                <Trans>Say that it is not so</Trans>
              </Button>
              <Button look="quiet" onClick={() => setDisputing(false)}>
                <Trans>Leave it</Trans>
              </Button>
            </div>
          </Form>
        )
        : (
          <div className="acts">
            <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
              <Trans>Yes, it came back</Trans>
            </Button>
            <Button look="quiet" onClick={() => setDisputing(true)}>
              <Trans>No</Trans>
            </Button>
          </div>
        )}
    </div>
  );
}
