/** Asks that money of a payment goes back to who paid it. Somebody else approves it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewRefund, ReceiptWithVoid } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { askUnder, clientIdFor } from "./client_key.ts";
import { askRefund } from "./receipt_query.ts";

const shelf = "estate.refunds";

/** The sheet; `onClose` also when it is asked for. */
export default function RefundSheet(
  { receipt, onClose }: { readonly receipt: ReceiptWithVoid; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const isOnline = receipt.method === "paystack" || receipt.method === "flutterwave";
  const send = useMutation({
    mutationFn: (refund: Omit<NewRefund, "clientId" | "paymentId">) => {
      const paymentId = receipt.payment_id;
      const mark = `${paymentId} ${refund.amountKobo}`;
      const clientId = clientIdFor(ownShelf, shelf, mark, () => false);
      return askUnder(
        ownShelf,
        shelf,
        clientId,
        () => withStepUp(() => askRefund({ ...refund, paymentId, clientId })),
      );
    },
    onError: (error) => {
      if (!(error instanceof EstateError) || error.code !== "refund.client_id_used") return;
      // Its answer was lost, and what it asks was changed since.
      onClose();
      toast(t`It was asked for already, as you said it first. Look at it before you ask for more.`);
      void queries.invalidateQueries({ queryKey: ["refunds"] });
    },
    onSuccess: async () => {
      onClose();
      toast(t`Asked for. Somebody else of your organization approves it.`);
      await queries.invalidateQueries({ queryKey: ["refunds"] });
    },
  });
  const submit = (fields: FormData) => {
    const amountKobo = Number(fields.get("amount_kobo"));
    const reason = String(fields.get("reason")).trim();
    const errors: Record<string, string> = {
      ...(amountKobo <= 0 ? { amount_kobo: t`Say how much.` } : {}),
      ...(reason.length < 3 ? { reason: t`Say why in a few words.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    send.mutate({
      amountKobo,
      reason,
      dropsCharges: fields.get("drops_charges") !== null,
      byHand: fields.get("by_hand") !== null,
    });
  };
  return (
    <Sheet title={t`Refund`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={send.error} errors={wrong}>
        <p>
          <Trans>
            {receipt.tenant_names} paid {naira(receipt.amount_kobo)} (receipt {receipt.number}).
          </Trans>
        </p>
        <MoneyField
          name="amount_kobo"
          label={t`How much goes back`}
          initial={receipt.amount_kobo}
        />
        <TextField
          name="reason"
          label={t`Why?`}
          hint={t`The payer reads this.`}
          maxLength={250}
        />
        <Checkbox
          name="drops_charges"
          label={t`What it paid for is owed no more`}
          hint={t`Otherwise it is open again.`}
        />
        {isOnline && (
          <Checkbox
            name="by_hand"
            label={t`We pay it out ourselves`}
            hint={t`Otherwise the provider sends it back the way it came.`}
          />
        )}
        <Button type="submit" wide busy={send.isPending}>
          <Trans>Ask for the refund</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
