/** Keeps a part of a deposit: for damage that the two inspections or a paper show, or for a charge that is still owed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { chargeKind } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { chargesQuery } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Missed } from "../../ui/missed.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { PaperField } from "../../ui/paper_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { damageQuery } from "./deposit_query.ts";
import { keepOfDeposit } from "./keep_of_deposit.ts";
import { staleAfter } from "./stale_after.ts";

/** The sheet; `onClose` also when it is done. */
export default function KeepSheet(
  { tenancyId, onClose }: { readonly tenancyId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const damage = useQuery(damageQuery(tenancyId));
  const charges = useQuery(chargesQuery(tenancyId));
  const owed = (charges.data ?? []).filter((it) =>
    (it.payable_kobo ?? 0) > 0 && it.kind !== "caution_deposit" && it.charge_id !== null
  );
  const [evidence, setEvidence] = useState<string>();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const choices = [
    ...(damage.data ?? []).map((it) => ({
      value: `item ${it.item_id}`,
      label: `${it.room}: ${it.item}`,
      kobo: it.estimated_deduction_kobo ?? 0,
    })),
    ...owed.map((it) => ({
      value: `charge ${it.charge_id}`,
      label: t`Owed: ${chargeKind(it.kind)}, ${naira(it.payable_kobo ?? 0)}`,
      kobo: it.payable_kobo ?? 0,
    })),
    { value: "paper", label: t`Something else, which a paper shows`, kobo: 0 },
  ];
  const chosen = choices.find(({ value }) => value === evidence) ?? choices[0]!;
  const isByPaper = chosen.value === "paper";
  const keep = useMutation({
    mutationFn: (fields: FormData) => keepOfDeposit(tenancyId, chosen.value, fields),
    onSuccess: async () => {
      onClose();
      toast(t`Kept. The tenants see for what.`);
      await staleAfter(queries);
    },
  });
  const submit = (fields: FormData) => {
    const paper = fields.get("paper");
    const missing = {
      ...(fields.get("amount_kobo") === "" ? { amount_kobo: t`Say how much.` } : {}),
      ...(String(fields.get("reason") ?? "").trim().length < 3 ? { reason: t`Say for what.` } : {}),
      ...(isByPaper && !(paper instanceof File && paper.size > 0)
        ? { paper: t`Choose the paper: without one the tenants need not believe it.` }
        : {}),
    };
    setWrong(missing);
    if (Object.keys(missing).length === 0) keep.mutate(fields);
  };
  return (
    <Sheet title={t`Keep a part of the deposit`} isOpen onClose={onClose}>
      <Form error={keep.error} errors={wrong} onSubmit={submit}>
        <Missed of={[damage, charges]} />
        <Select
          name="item_id"
          label={t`For what?`}
          value={chosen.value}
          choices={choices}
          onChange={(event) => setEvidence(event.target.value)}
        />
        <MoneyField
          key={chosen.value}
          name="amount_kobo"
          label={t`How much`}
          initial={chosen.kobo > 0 ? chosen.kobo : undefined}
        />
        <TextField
          name="reason"
          label={t`What the tenants read`}
          hint={t`Such as: two kitchen tiles broken, price of the mason attached.`}
          maxLength={250}
        />
        {isByPaper && (
          <PaperField
            name="paper"
            label={t`The paper that shows it`}
            hint={t`The invoice or a photo, which the tenants see; PDF, JPEG or PNG, at most 15 MB.`}
          />
        )}
        <Button type="submit" wide busy={keep.isPending}>
          <Trans>Keep it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
