/** Begins a tenancy to which tenants without an account agreed on paper. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Letting } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { staleAfter } from "./stale_after.ts";

/** The sheet; `onClose` also when it is done. */
export default function ActivateSheet(
  { letting, onClose }: { readonly letting: Letting; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const activate = useMutation({
    mutationFn: async (evidence: string) => {
      const { client, activateTenancy } = await sdk();
      await activateTenancy(client, letting.id, evidence);
    },
    onSuccess: async () => {
      onClose();
      toast(t`The tenancy is in force. What is due is charged.`);
      await staleAfter(queries);
    },
  });
  return (
    <Sheet title={t`They agreed on paper`} isOpen onClose={onClose}>
      <Form
        error={activate.error}
        errors={wrong}
        onSubmit={(fields) => {
          const evidence = String(fields.get("evidence") ?? "").trim();
          setWrong(evidence.length < 3 ? { evidence: t`Say which paper.` } : {});
          if (evidence.length >= 3) activate.mutate(evidence);
        }}
      >
        <p>
          <Trans>
            None of those who have not said yes has an account, so you say on which paper they
            agreed. It stays with the tenancy.
          </Trans>
        </p>
        <TextArea
          name="evidence"
          label={t`Which paper?`}
          hint={t`Such as: tenancy agreement of 1 March 2026, signed by both, in the office.`}
          rows={3}
          maxLength={500}
        />
        <Button type="submit" wide busy={activate.isPending}>
          <Trans>Begin the tenancy</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
