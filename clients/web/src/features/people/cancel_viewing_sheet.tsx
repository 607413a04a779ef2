/** Cancels a viewing that somebody booked; they are told. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

/** The sheet; `onClose` also when it is done. */
export default function CancelViewingSheet(
  { viewingId, onClose }: { readonly viewingId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: async (reason: string) => {
      const { client, cancelViewing } = await sdk();
      await cancelViewing(client, viewingId, reason === "" ? undefined : reason);
    },
    onSuccess: async () => {
      onClose();
      toast(t`Cancelled. They are told.`);
      await Promise.all(
        ["viewings", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  return (
    <Sheet title={t`Cancel this viewing`} isOpen onClose={onClose} alert>
      <Form
        error={cancel.error}
        onSubmit={(fields) => cancel.mutate(String(fields.get("reason") ?? "").trim())}
      >
        <p>
          <Trans>Who booked is told at once, and the place is free for somebody else.</Trans>
        </p>
        <TextArea
          name="reason"
          label={t`Why?`}
          optional
          rows={3}
          maxLength={500}
        />
        <Button type="submit" look="danger" wide busy={cancel.isPending}>
          <Trans>Cancel the viewing</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
