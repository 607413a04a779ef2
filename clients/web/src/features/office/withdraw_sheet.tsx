/** Takes an announcement back, with the reason that its readers are told. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Announcement } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";

/** The sheet; `onClose` also when it is done. */
export default function WithdrawSheet(
  { announcement, onClose }: {
    readonly announcement: Announcement;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const withdraw = useMutation({
    mutationFn: async (reason: string) => {
      const [client, { withdrawAnnouncement }] = await sdk();
      await withdrawAnnouncement(client, announcement.id, reason);
    },
    onSuccess: async () => {
      onClose();
      toast(t`It is withdrawn.`);
      await queries.invalidateQueries({ queryKey: ["announcements"] });
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
          {announcement.published_at === null ? <Trans>It will never be told.</Trans> : (
            <Trans>
              Whoever was told finds it with a mark and your reason; nobody else does. An SMS that
              went cannot be called back.
            </Trans>
          )}
        </p>
        <TextField
          name="reason"
          label={t`Why?`}
          hint={t`Whoever was told reads this.`}
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
