/** Shows a message to Estate's staff; nobody in the talk is told. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { ReportReason } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

const reasons = ["scam", "harassment", "discrimination", "spam", "other"] as const;

/** The form. */
export function ReportMessage(
  { messageId, onDone }: { readonly messageId: string; readonly onDone: () => void },
) {
  const report = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, reportMessage } = await sdk();
      const note = String(fields.get("note")).trim();
      await reportMessage(
        client,
        messageId,
        String(fields.get("reason")) as ReportReason,
        note === "" ? undefined : note,
      );
    },
    onSuccess: () => {
      toast(t`Estate's staff look at it. Nobody here is told.`);
      onDone();
    },
  });
  return (
    <Form onSubmit={report.mutate} error={report.error}>
      <Select
        name="reason"
        label={t`What is wrong with it?`}
        choices={reasons.map((value) => ({ value, label: reasonWords(value) }))}
      />
      <TextArea
        name="note"
        label={t`Note`}
        optional
        hint={t`Staff also read some messages before and after it.`}
        rows={3}
        maxLength={1000}
      />
      <Button type="submit" look="danger" wide busy={report.isPending}>
        <Trans>Report it</Trans>
      </Button>
    </Form>
  );
}

function reasonWords(reason: (typeof reasons)[number]): string {
  switch (reason) {
    case "scam":
      return t`It looks like a fraud`;
    case "harassment":
      return t`It threatens or harasses`;
    case "discrimination":
      return t`It shuts people out for who they are`;
    case "spam":
      return t`It is advertising`;
    case "other":
      return t`Something else`;
  }
}
