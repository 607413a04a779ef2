/** Decides about a reported payment: it came, it did not, or the payer is to show more. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReportedBeside } from "@estate/sdk";
import { useState } from "react";
import { estate } from "../../session/estate.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import type { Decision } from "./decisions.ts";

/** The sheet; `onClose` also when it is decided. */
export default function DecideSheet(
  { reported: { payment, tenants }, decision, onClose }: {
    readonly reported: ReportedBeside;
    readonly decision: Decision;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const decide = useMutation({
    mutationFn: async (fields: FormData) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const said = (name: string) => String(fields.get(name) ?? "").trim();
      if (decision === "confirm") {
        await sdk.confirmOfflinePayment(client, payment.id, {
          amountKobo: Number(said("amount_kobo")),
          receivedOn: said("received_on"),
        });
      } else if (decision === "ask") {
        await sdk.askForProof(client, payment.id, said("question"));
      } else await sdk.rejectOfflinePayment(client, payment.id, said("reason"));
    },
    onSuccess: async () => {
      onClose();
      toast(
        decision === "confirm"
          ? t`Confirmed. The receipt is on its way to the payer.`
          : decision === "ask"
          ? t`The payer is asked.`
          : t`The payer is told that it did not come.`,
      );
      await Promise.all(
        ["payments", "today", "money", "charges"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  const payer = tenants.join(", ");
  const submit = (fields: FormData) => {
    const dayless = fields.get("received_on") === "";
    setWrong(dayless ? { received_on: t`Say on which day.` } : {});
    if (!dayless) decide.mutate(fields);
  };
  return (
    <Sheet title={title(decision)} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={decide.error} errors={wrong}>
        {decision === "confirm"
          ? (
            <>
              <p>
                <Trans>
                  Say what your own bank shows, not what the proof says: a receipt is made of it
                  that nobody can edit.
                </Trans>
              </p>
              <MoneyField
                name="amount_kobo"
                label={t`What came in`}
                hint={t`Less leaves the rest open, more becomes credit.`}
                initial={payment.claimed_kobo}
              />
              <DayField
                name="received_on"
                label={t`On which day`}
                hint={t`The day first, as 5/12/2026.`}
                initial={payment.paid_on}
              />
            </>
          )
          : decision === "ask"
          ? (
            <TextArea
              name="question"
              label={t`What is missing?`}
              hint={payer === "" ? t`The payer reads this.` : t`${payer} reads this.`}
              rows={3}
              maxLength={1000}
            />
          )
          : (
            <TextArea
              name="reason"
              label={t`Why?`}
              hint={t`The payer reads this. If the money shows up later you can still confirm it.`}
              rows={3}
              maxLength={1000}
            />
          )}
        <Button
          type="submit"
          look={decision === "reject" ? "danger" : "primary"}
          wide
          busy={decide.isPending}
        >
          {decision === "confirm"
            ? <Trans>It came: confirm</Trans>
            : decision === "ask"
            ? <Trans>Ask the payer</Trans>
            : <Trans>It did not come</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}

function title(decision: Decision): string {
  switch (decision) {
    case "confirm":
      return t`Did the money come?`;
    case "ask":
      return t`Ask for more`;
    case "reject":
      return t`The money did not come`;
  }
}
