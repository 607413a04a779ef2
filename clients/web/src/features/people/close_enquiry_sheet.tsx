/** Closes a question, saying why. The talk stays. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

/** The sheet; `onClose` also when it is done. */
export default function CloseEnquirySheet(
  { enquiryId, onClose }: { readonly enquiryId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const close = useMutation({
    mutationFn: async (reason: string) => {
      const { client, closeEnquiry } = await sdk();
      await closeEnquiry(client, enquiryId, reason);
    },
    onSuccess: async () => {
      onClose();
      toast(t`Closed. The talk stays where it is.`);
      await Promise.all(
        ["enquiries", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  return (
    <Sheet title={t`Close this question`} isOpen onClose={onClose}>
      <Form
        error={close.error}
        errors={wrong}
        onSubmit={(fields) => {
          const reason = String(fields.get("reason") ?? "").trim();
          setWrong(reason === "" ? { reason: t`Say why, in a few words.` } : {});
          if (reason !== "") close.mutate(reason);
        }}
      >
        <TextArea
          name="reason"
          label={t`Why?`}
          hint={t`The other side reads this. The talk stays; they can ask again.`}
          rows={3}
          maxLength={500}
        />
        <Button type="submit" wide busy={close.isPending}>
          <Trans>Close the question</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
