/** Asks a person for their rental record, saying what for. */
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

/** Whose record is asked for, and what for unless it is said otherwise. */
export interface Asked {
  readonly personId: string;
  readonly name: string;
  readonly purpose: string;
}

/** The sheet; `onClose` also when it is done. */
export default function AskRecordSheet(
  { orgId, asked, onClose }: {
    readonly orgId: string;
    readonly asked: Asked;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const ask = useMutation({
    mutationFn: async (purpose: string) => {
      const { client, requestHistory } = await sdk();
      await requestHistory(client, orgId, asked.personId, purpose);
    },
    onSuccess: async () => {
      onClose();
      toast(t`They are asked. You are told once they share it.`);
      await queries.invalidateQueries({ queryKey: ["history"] });
    },
  });
  return (
    <Sheet title={t`Ask for the rental record of ${asked.name}`} isOpen onClose={onClose}>
      <Form
        error={ask.error}
        errors={wrong}
        onSubmit={(fields) => {
          const purpose = String(fields.get("purpose") ?? "").trim();
          setWrong(purpose === "" ? { purpose: t`Say what for, in a few words.` } : {});
          if (purpose !== "") ask.mutate(purpose);
        }}
      >
        <p>
          <Trans>
            They decide whether you see it, for how long, and whether with the amounts of rent. If
            they say no, you can ask again after 30 days.
          </Trans>
        </p>
        <TextArea
          name="purpose"
          label={t`What do you need it for?`}
          hint={t`They read this before they decide.`}
          rows={3}
          maxLength={500}
          defaultValue={asked.purpose}
        />
        <Button type="submit" wide busy={ask.isPending}>
          <Trans>Ask for it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
