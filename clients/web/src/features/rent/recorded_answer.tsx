/** A payment that the landlord's side recorded: is it so? */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OfflinePayment } from "@estate/sdk";
import { useState } from "react";
import { date, dateOf } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** Yes at once; no with the reason that Estate's staff read. */
export function RecordedAnswer({ payment }: { readonly payment: OfflinePayment }) {
  const queries = useQueryClient();
  const [disputing, setDisputing] = useState(false);
  const after = () =>
    Promise.all(
      ["payments", "charges", "receipts"].map((topic) =>
        queries.invalidateQueries({ queryKey: [topic] })
      ),
    );
  const acknowledge = useMutation({
    mutationFn: async () => {
      const { client, acknowledgePayment } = await sdk();
      await acknowledgePayment(client, payment.id);
    },
    onSuccess: after,
  });
  const dispute = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, disputePayment } = await sdk();
      await disputePayment(client, payment.id, String(fields.get("reason")).trim());
    },
    onSuccess: after,
  });
  const amount = naira(payment.claimed_kobo);
  const how = paymentMethod(payment.method);
  const day = date(payment.paid_on);
  return (
    <div>
      <p className="font-semibold">
        <Trans>Did you pay {amount}?</Trans>
      </p>
      <p className="mb-3 text-muted">
        <Trans>
          Your landlord recorded it: {how}, {day}.
        </Trans>{" "}
        {payment.answer_by !== null && (
          <Trans>It counts as so if you say nothing by {dateOf(payment.answer_by)}.</Trans>
        )}
      </p>
      {payment.note !== null && <p className="mb-3">{payment.note}</p>}
      {acknowledge.error !== null && <Problem error={acknowledge.error} />}
      {disputing
        ? (
          <Form onSubmit={dispute.mutate} error={dispute.error}>
            <TextField
              name="reason"
              label={t`What is not right?`}
              hint={t`Estate's staff and your landlord read it.`}
              maxLength={500}
              required
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
            <Button busy={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
              <Trans>Yes, I paid it</Trans>
            </Button>
            <Button look="quiet" onClick={() => setDisputing(true)}>
              <Trans>No</Trans>
            </Button>
          </div>
        )}
    </div>
  );
}
