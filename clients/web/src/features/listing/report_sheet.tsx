/** Shows a listing to the moderators: what is wrong, and a word about it. Nobody is told who reported. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReportReason } from "@estate/sdk";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { report } from "./report.ts";

/** The sheet. */
export default function ReportSheet(
  { listingId, onClose }: { readonly listingId: string; readonly onClose: () => void },
) {
  const [reason, setReason] = useState<ReportReason>();
  const [wrong, setWrong] = useState<string>();
  const sending = useMutation({
    mutationFn: (said: { reason: ReportReason; note: string }) =>
      report(listingId, said.reason, said.note),
  });
  const choices: readonly { readonly value: ReportReason; readonly label: string }[] = [
    { value: "not_there", label: t`There is no such home, or it is let` },
    { value: "wrong_facts", label: t`It is not as it is said to be` },
    { value: "scam", label: t`They want money in a way that is not right` },
    { value: "discrimination", label: t`They turn people away for who they are` },
    { value: "spam", label: t`It is advertising, or sent to many` },
    { value: "other", label: t`Something else` },
  ];
  const title = t`Report this home`;
  if (sending.isSuccess) {
    return (
      <Sheet isOpen title={title} onClose={onClose}>
        <Callout meaning="good" role="status" title={t`Our staff look at it`}>
          <p>
            <Trans>Nobody is told that it was you. You hear what was decided.</Trans>
          </p>
        </Callout>
        <Button className="mt-4" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </Sheet>
    );
  }
  return (
    <Sheet isOpen title={title} onClose={onClose}>
      <Form
        error={sending.error}
        onSubmit={(fields) => {
          setWrong(reason === undefined ? t`Choose what is wrong.` : undefined);
          if (reason === undefined) return;
          sending.mutate({ reason, note: String(fields.get("note") ?? "").trim() });
        }}
      >
        <ChoiceGroup
          column
          name="reason"
          legend={t`What is wrong?`}
          value={reason}
          choices={choices}
          onChoose={setReason}
        />
        {wrong !== undefined && <p role="alert" className="font-semibold text-bad">{wrong}</p>}
        <TextArea
          name="note"
          label={t`What should we know?`}
          optional
          rows={3}
          maxLength={1000}
        />
        <Button type="submit" busy={sending.isPending}>
          <Trans>Send the report</Trans>
        </Button>
        <p className="text-14 text-muted">
          <Trans>Have you paid already? Tell your bank and the police too, at once.</Trans>
        </p>
      </Form>
    </Sheet>
  );
}
