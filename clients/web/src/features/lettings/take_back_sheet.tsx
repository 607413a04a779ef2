/** Takes back what was kept of a deposit by mistake: the tenants hear it at once, with why. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DepositLine } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { staleAfter } from "./stale_after.ts";

/** The sheet; `line` is one of what was kept, and `onClose` also called when it is done. */
export default function TakeBackSheet(
  { line, onClose }: { readonly line: DepositLine; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const takeBack = useMutation({
    mutationFn: async (reason: string) => {
      const { client, takeBackDeduction } = await sdk();
      await takeBackDeduction(client, line.deduction_id, reason);
    },
    onSuccess: async () => {
      onClose();
      toast(t`Taken back. The tenants hear it, with your reason.`);
      await staleAfter(queries);
    },
  });
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason") ?? "").trim();
    const isGiven = reason.length >= 3;
    setWrong(isGiven ? {} : { reason: t`Say why: the tenants read it.` });
    if (isGiven) takeBack.mutate(reason);
  };
  const amount = naira(-line.amount_kobo);
  return (
    <Sheet title={t`Take back what was kept`} isOpen onClose={onClose}>
      <Form error={takeBack.error} errors={wrong} onSubmit={submit}>
        <div className="flex flex-col gap-2">
          <p className="break-words font-semibold">{line.description}: {amount}</p>
          <p>
            <Trans>
              {amount}{" "}
              is held for the tenants again, to be given back. Its receipt is void, and what it paid
              of an older charge is owed again.
            </Trans>
          </p>
          {line.dispute !== null && (
            <p>
              <Trans>What the tenants dispute about it is over with that.</Trans>
            </p>
          )}
        </div>
        <TextField
          name="reason"
          label={t`Why do you take it back?`}
          hint={t`The tenants are told at once that it is not kept any more, and read this.`}
          maxLength={250}
        />
        <Button type="submit" wide busy={takeBack.isPending}>
          <Trans>Take it back</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
