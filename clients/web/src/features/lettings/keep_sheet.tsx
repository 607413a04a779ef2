/** Keeps a part of a deposit: for damage that the two inspections show, or for a charge that is still owed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { chargeKind } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { chargesQuery, sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { clientIdFor, forgetClientId } from "./client_id.ts";
import { damageQuery } from "./deposit_query.ts";
import { staleAfter } from "./stale_after.ts";

/** The sheet; `onClose` also when it is done. */
export default function KeepSheet(
  { tenancyId, onClose }: { readonly tenancyId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const { data: damage = [] } = useQuery(damageQuery(tenancyId));
  const { data: charges = [] } = useQuery(chargesQuery(tenancyId));
  const owed = charges.filter((it) =>
    (it.payable_kobo ?? 0) > 0 && it.kind !== "caution_deposit" && it.charge_id !== null
  );
  const [evidence, setEvidence] = useState<string>();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const choices = [
    ...damage.map((it) => ({
      value: `item ${it.item_id}`,
      label: `${it.room}: ${it.item}`,
      kobo: it.estimated_deduction_kobo ?? 0,
    })),
    ...owed.map((it) => ({
      value: `charge ${it.charge_id}`,
      label: t`Owed: ${chargeKind(it.kind)}, ${naira(it.payable_kobo ?? 0)}`,
      kobo: it.payable_kobo ?? 0,
    })),
  ];
  const chosen = choices.find(({ value }) => value === evidence) ?? choices[0];
  const once = `deduct.${tenancyId}.${chosen?.value ?? ""}`;
  const keep = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, deductFromDeposit } = await sdk();
      const [kind, id = ""] = (chosen?.value ?? "").split(" ");
      await deductFromDeposit(client, {
        tenancyId,
        amountKobo: Number(fields.get("amount_kobo")),
        reason: String(fields.get("reason") ?? "").trim(),
        ...(kind === "item" ? { itemId: id } : { chargeId: id }),
        clientId: clientIdFor(once),
      });
    },
    onSuccess: async () => {
      forgetClientId(once);
      onClose();
      toast(t`Kept. The tenants see for what.`);
      await staleAfter(queries);
    },
  });
  return (
    <Sheet title={t`Keep a part of the deposit`} isOpen onClose={onClose}>
      {chosen === undefined
        ? (
          <p>
            <Trans>
              Only what is shown can be kept: something that is worse at moving out than it was at
              moving in, or a charge that is still owed. Neither is there.
            </Trans>
          </p>
        )
        : (
          <Form
            error={keep.error}
            errors={wrong}
            onSubmit={(fields) => {
              const missing = {
                ...(fields.get("amount_kobo") === "" ? { amount_kobo: t`Say how much.` } : {}),
                ...(String(fields.get("reason") ?? "").trim().length < 3
                  ? { reason: t`Say for what.` }
                  : {}),
              };
              setWrong(missing);
              if (Object.keys(missing).length === 0) keep.mutate(fields);
            }}
          >
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
            <Button type="submit" wide busy={keep.isPending}>
              <Trans>Keep it</Trans>
            </Button>
          </Form>
        )}
    </Sheet>
  );
}
