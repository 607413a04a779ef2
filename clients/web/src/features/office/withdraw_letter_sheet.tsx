/** Takes a letter back, with the reason that its tenants read. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Letter } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";

/** The sheet; `onClose` also when it is done. */
export default function WithdrawLetterSheet(
  { letter, onClose }: {
    readonly letter: Letter;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const withdraw = useMutation({
    mutationFn: async (reason: string) => {
      const [client, { withdrawLetter }] = await sdk();
      await withdrawLetter(client, letter.id, reason);
    },
    onSuccess: async () => {
      onClose();
      toast(t`It is withdrawn.`);
      await queries.invalidateQueries({ queryKey: ["papers"] });
    },
  });
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason") ?? "").trim();
    setWrong(reason.length < 3 ? { reason: t`Say why, in three letters at least.` } : {});
    if (reason.length >= 3) withdraw.mutate(reason);
  };
  return (
    <Sheet title={t`Withdraw it`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={withdraw.error} errors={wrong}>
        <p>
          <Trans>
            It stays with a mark and your reason, for you and for its tenants; its paper says so
            too.
          </Trans>
        </p>
        <TextField
          name="reason"
          label={t`Why?`}
          hint={t`The tenants read this.`}
          maxLength={300}
          autoComplete="off"
        />
        <Button type="submit" look="danger" wide busy={withdraw.isPending}>
          <Trans>Withdraw it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
