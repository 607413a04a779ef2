/** Answers a tenant who disputes a deduction. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DeductionDispute } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { staleAfter } from "./stale_after.ts";

type Outcome = "all" | "less" | "nothing";

/** The sheet; `standsKobo` is what is kept now. To who still disagrees only a lower answer is one. */
export default function AnswerSheet(
  { dispute, standsKobo, onClose }: {
    readonly dispute: DeductionDispute;
    readonly standsKobo: number;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const outcomes: readonly Outcome[] = dispute.status === "open"
    ? ["all", "less", "nothing"]
    : ["less", "nothing"];
  const [outcome, setOutcome] = useState<Outcome>(outcomes[0]!);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const say = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, answerDeductionDispute } = await sdk();
      const less = Number(fields.get("kept_kobo"));
      await answerDeductionDispute(client, dispute.id, {
        keptKobo: outcome === "all" ? standsKobo : outcome === "nothing" ? 0 : less,
        answer: String(fields.get("answer") ?? "").trim(),
      });
    },
    onSuccess: async () => {
      onClose();
      toast(t`Answered. The tenants see it.`);
      await staleAfter(queries);
    },
  });
  const submit = (fields: FormData) => {
    const less = Number(fields.get("kept_kobo"));
    const missing = {
      ...(outcome === "less" && !(less > 0 && less < standsKobo)
        ? { kept_kobo: t`Say how much stays kept: less than ${naira(standsKobo)}.` }
        : {}),
      ...(String(fields.get("answer") ?? "").trim().length < 3
        ? { answer: t`Say why: the tenants read it.` }
        : {}),
    };
    setWrong(missing);
    if (Object.keys(missing).length === 0) say.mutate(fields);
  };
  return (
    <Sheet title={t`Answer the tenant`} isOpen onClose={onClose}>
      <Form error={say.error} errors={wrong} onSubmit={submit}>
        <Select<Outcome>
          name="outcome"
          label={t`What stays kept?`}
          value={outcome}
          choices={outcomes.map((value) => ({ value, label: outcomeWords(value, standsKobo) }))}
          onChange={(event) => setOutcome(event.target.value as Outcome)}
        />
        {outcome === "less" && <MoneyField name="kept_kobo" label={t`How much stays kept`} />}
        <TextArea
          name="answer"
          label={t`Your answer`}
          hint={t`What is not kept any more is held for the tenants again, to be given back.`}
          rows={3}
          maxLength={1000}
        />
        <Button type="submit" wide busy={say.isPending}>
          <Trans>Answer</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

function outcomeWords(outcome: Outcome, kobo: number): string {
  switch (outcome) {
    case "all":
      return t`All of it, ${naira(kobo)}`;
    case "less":
      return t`Less`;
    case "nothing":
      return t`Nothing: I take it back`;
  }
}
