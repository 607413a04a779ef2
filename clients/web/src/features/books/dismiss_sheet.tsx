/** Says why a row of a statement is no payment of a tenant's. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { StatementRow } from "@estate/sdk";
import { useState } from "react";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { useDecideRow } from "./use_decide_row.ts";

/** The sheet; `onClose` also when it is said. */
export default function DismissSheet(
  { row, onClose }: { readonly row: StatementRow; readonly onClose: () => void },
) {
  const decide = useDecideRow(row.id, onClose);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason")).trim();
    setWrong(reason.length < 3 ? { reason: t`Say why in a few words.` } : {});
    if (reason.length >= 3) decide.mutate({ decision: { is: "none", reason } });
  };
  return (
    <Sheet title={t`Not from a tenant`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={decide.error} errors={wrong}>
        <p>
          <Trans>
            {naira(row.amount_kobo)}: “{row.narration}” is proposed no more. It stays in the
            statement with your reason.
          </Trans>
        </p>
        <TextArea
          name="reason"
          label={t`What is it?`}
          hint={t`Such as: our own transfer from savings.`}
          rows={2}
          maxLength={1000}
          autoFocus
        />
        <Button type="submit" wide busy={decide.isPending}>
          <Trans>Leave it out</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
