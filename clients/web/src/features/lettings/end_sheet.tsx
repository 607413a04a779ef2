/** Withdraws an offer, or records that the keys came back. */
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
export default function EndSheet(
  { letting, act, onClose }: {
    readonly letting: Letting;
    readonly act: "end" | "withdraw";
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const ends = act === "end";
  const end = useMutation({
    mutationFn: async ({ reason, day }: { readonly reason: string; readonly day: string }) => {
      const { client, endTenancy } = await sdk();
      await endTenancy(client, letting.id, reason, day === "" ? undefined : day);
    },
    onSuccess: async () => {
      onClose();
      toast(ends ? t`The tenancy has ended. The home is free.` : t`The offer is withdrawn.`);
      await staleAfter(queries);
    },
  });
  return (
    <Sheet
      title={ends ? t`The keys came back` : t`Withdraw the offer`}
      isOpen
      onClose={onClose}
      alert
    >
      <Form
        error={end.error}
        errors={wrong}
        onSubmit={(fields) => {
          const reason = String(fields.get("reason") ?? "").trim();
          const day = String(fields.get("possession_returned_on") ?? "");
          const missing = {
            ...(reason.length < 3 ? { reason: t`Say why, in a few words.` } : {}),
            ...(ends && day === "" ? { possession_returned_on: t`Say on which day.` } : {}),
          };
          setWrong(missing);
          if (Object.keys(missing).length === 0) end.mutate({ reason, day });
        }}
      >
        <p>
          {ends
            ? (
              <Trans>
                The tenancy ends on that day and the home is free. Rent of later periods that nobody
                paid is taken back; what is owed until then stays owed. This cannot be undone.
              </Trans>
            )
            : <Trans>The tenants are told, and the home is free again.</Trans>}
        </p>
        {ends && (
          <DayField
            name="possession_returned_on"
            label={t`When did they come back?`}
            hint={t`The day first, as 5/12/2026.`}
            initial={today()}
          />
        )}
        <TextArea name="reason" label={t`Why?`} rows={3} maxLength={500} />
        <Button type="submit" look="danger" wide busy={end.isPending}>
          {ends ? <Trans>End the tenancy</Trans> : <Trans>Withdraw the offer</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}
