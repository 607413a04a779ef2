/** Saying that a part of the deposit should not have been kept: why, and what shows it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { useKept } from "../../session/kept.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { PaperField } from "../../ui/paper_field.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { readDepositAnew } from "./ending_query.ts";

/** A button, and pressed the form. */
export function DisputeForm(
  { tenancyId, deductionId }: { readonly tenancyId: string; readonly deductionId: string },
) {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useKept(`deduction.${deductionId}`);
  const [missing, setMissing] = useState(false);
  const dispute = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, addDocument, disputeDeduction } = await sdk();
      const scan = fields.get("document_id");
      // The same file is the same paper, and the same words are the same dispute: it may be tried again.
      const paper = scan instanceof File && scan.size > 0
        ? await addDocument(client, {
          tenancy_id: tenancyId,
          kind: "other",
          title: scan.name.slice(0, 100),
        }, scan)
        : undefined;
      await disputeDeduction(client, deductionId, {
        reason: reason.trim(),
        ...(paper === undefined ? {} : { documentId: paper.id }),
      });
    },
    onSuccess: async () => {
      setReason("");
      await readDepositAnew(queries);
    },
  });
  const submit = (fields: FormData) => {
    const lacks = reason.trim().length < 3;
    setMissing(lacks);
    if (!lacks) dispute.mutate(fields);
  };
  if (!isOpen) {
    return (
      <div className="mt-2">
        <Button look="quiet" onClick={() => setOpen(true)}>
          <Trans>I do not agree</Trans>
        </Button>
      </div>
    );
  }
  return (
    <Form
      className="mt-3"
      onSubmit={submit}
      error={dispute.error}
      errors={missing ? { reason: t`Say what is not right.` } : {}}
    >
      <TextArea
        name="reason"
        label={t`What is not right?`}
        hint={t`Your landlord reads it.`}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <PaperField
        name="document_id"
        label={t`What shows it`}
        optional
        hint={t`A photo or a paper, which your landlord sees; PDF, JPEG or PNG, at most 15 MB.`}
      />
      <div className="acts">
        <Button type="submit" busy={dispute.isPending}>
          <Trans>Say that it is not right</Trans>
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </Button>
      </div>
    </Form>
  );
}
