/** Voids a receipt for good, with a reason that whoever has it may read. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReceiptWithVoid } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { makeVoid } from "./receipt_query.ts";

/** The sheet; `onClose` also when it is void. */
export default function VoidSheet(
  { receipt: { id, number }, onClose }: {
    readonly receipt: ReceiptWithVoid;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const send = useMutation({
    mutationFn: ({ reason, reissue }: { readonly reason: string; readonly reissue: boolean }) =>
      withStepUp(() => makeVoid(id, reason, reissue)),
    onSuccess: async (_, { reissue }) => {
      onClose();
      toast(reissue ? t`${number} is void. Another one is made.` : t`${number} is void.`);
      await queries.invalidateQueries({ queryKey: ["receipts"] });
    },
  });
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason")).trim();
    setWrong(reason.length < 3 ? { reason: t`Say why in a few words.` } : {});
    if (reason.length >= 3) send.mutate({ reason, reissue: fields.get("reissue") !== null });
  };
  return (
    <Sheet title={t`Void receipt ${number}`} isOpen onClose={onClose} alert>
      <Form onSubmit={submit} error={send.error} errors={wrong}>
        <p>
          <Trans>
            Whoever checks it reads that it is void, for good. The money stays where it is: to give
            it back, ask for a refund.
          </Trans>
        </p>
        <TextField
          name="reason"
          label={t`Why?`}
          hint={t`Whoever has the receipt reads this.`}
          maxLength={300}
          autoFocus
        />
        <Checkbox
          name="reissue"
          label={t`Make another one in its place`}
          hint={t`With names and address as they are now: correct those first.`}
        />
        <Button type="submit" look="danger" wide busy={send.isPending}>
          <Trans>Void it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
