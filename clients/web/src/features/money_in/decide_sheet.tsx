/** Decides about a payment that waits, or about money that shows up late. */
import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReportedBeside } from "@estate/sdk";
import { useState } from "react";
import { estate } from "../../session/estate.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { DecideFields } from "./decide_fields.tsx";
import { decisionWords } from "./decide_words.ts";
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
  const words = decisionWords(decision, payment);
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
      toast(words.done);
      await Promise.all(
        ["payments", "today", "money", "charges", "receipts"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  const submit = (fields: FormData) => {
    const dayless = fields.get("received_on") === "";
    setWrong(dayless ? { received_on: t`Say on which day.` } : {});
    if (!dayless) decide.mutate(fields);
  };
  const takesBack = decision === "reject" || decision === "mistake";
  return (
    <Sheet title={words.title} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={decide.error} errors={wrong}>
        <DecideFields decision={decision} payment={payment} payer={tenants.join(", ")} />
        <Button
          type="submit"
          look={takesBack ? "danger" : "primary"}
          wide
          busy={decide.isPending}
        >
          {words.press}
        </Button>
      </Form>
    </Sheet>
  );
}
