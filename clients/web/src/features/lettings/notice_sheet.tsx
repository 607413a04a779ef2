/** Gives notice that a tenancy ends on a day. How long before, the law or the agreement says; a day that is too early is refused at its field. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Letting } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { staleAfter } from "./stale_after.ts";

/** The sheet; `onClose` also when it is done. */
export default function NoticeSheet(
  { letting, onClose }: { readonly letting: Letting; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const give = useMutation({
    mutationFn: async ({ day, reason }: { readonly day: string; readonly reason: string }) => {
      const { client, giveNotice } = await sdk();
      await giveNotice(client, letting.id, day, reason);
    },
    onSuccess: async () => {
      onClose();
      toast(t`Notice is given. The tenants are told.`);
      await staleAfter(queries);
    },
  });
  return (
    <Sheet title={t`Give notice`} isOpen onClose={onClose} alert>
      <Form
        error={give.error}
        errors={wrong}
        onSubmit={(fields) => {
          const day = String(fields.get("ends_on") ?? "");
          const reason = String(fields.get("reason") ?? "").trim();
          const missing = {
            ...(day === "" ? { ends_on: t`Say on which day it ends.` } : {}),
            ...(reason.length < 3 ? { reason: t`Say why, in a few words.` } : {}),
          };
          setWrong(missing);
          if (Object.keys(missing).length === 0) give.mutate({ day, reason });
        }}
      >
        <p>
          <Trans>
            The tenants are told and can read why. To go to court you need a notice of the law,
            served as it says: this is not one.
          </Trans>
        </p>
        <DayField
          name="ends_on"
          label={t`The home is given back on`}
          hint={t`The day first, as 5/12/2026. If it is too early, you are told which is the earliest.`}
          from={today()}
        />
        <TextArea name="reason" label={t`Why?`} rows={3} maxLength={1000} />
        <Button type="submit" look="danger" wide busy={give.isPending}>
          <Trans>Give notice</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
