/** Records that a deposit, or a part of it, was given back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DepositReturnMethod } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Missed } from "../../ui/missed.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { clientIdFor, forgetClientId } from "./client_id.ts";
import { depositQuery } from "./deposit_query.ts";
import { staleAfter } from "./stale_after.ts";

const methods = ["bank_transfer", "cash", "cheque"] as const;

/** The sheet; `onClose` also when it is done. */
export default function ReturnSheet(
  { tenancyId, onClose }: { readonly tenancyId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const deposit = useQuery(depositQuery(tenancyId));
  const whole = deposit.data;
  const [method, setMethod] = useState<DepositReturnMethod>("bank_transfer");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const once = `return.${tenancyId}`;
  const record = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, recordDepositReturn } = await sdk();
      const reference = String(fields.get("bank_reference") ?? "").trim();
      await recordDepositReturn(client, {
        tenancyId,
        amountKobo: Number(fields.get("amount_kobo")),
        method,
        returnedOn: String(fields.get("returned_on")),
        ...(reference === "" ? {} : { bankReference: reference }),
        clientId: clientIdFor(once),
      });
    },
    onSuccess: async () => {
      forgetClientId(once);
      onClose();
      toast(t`Recorded. The tenants are asked whether it came.`);
      await staleAfter(queries);
    },
  });
  return (
    <Sheet title={t`The deposit was given back`} isOpen onClose={onClose}>
      <Missed of={[deposit]} />
      {whole === undefined || whole === null ? <Skeleton className="h-64" /> : (
        <Form
          error={record.error}
          errors={wrong}
          onSubmit={(fields) => {
            const empty = (name: string) => String(fields.get(name) ?? "").trim() === "";
            const missing = {
              ...(empty("amount_kobo") ? { amount_kobo: t`Say how much.` } : {}),
              ...(empty("returned_on") ? { returned_on: t`Say on which day.` } : {}),
              ...(method === "bank_transfer" && empty("bank_reference")
                ? { bank_reference: t`A transfer has a reference: write it down.` }
                : {}),
            };
            setWrong(missing);
            if (Object.keys(missing).length === 0) record.mutate(fields);
          }}
        >
          <MoneyField
            name="amount_kobo"
            label={t`How much`}
            initial={whole.deposit.held_kobo}
          />
          <Select<DepositReturnMethod>
            name="method"
            label={t`How?`}
            value={method}
            choices={methods.map((value) => ({ value, label: paymentMethod(value) }))}
            onChange={(event) => setMethod(event.target.value as DepositReturnMethod)}
          />
          {method !== "cash" && (
            <TextField
              name="bank_reference"
              label={t`Reference of the transfer or cheque`}
              maxLength={80}
              autoComplete="off"
            />
          )}
          <DayField
            name="returned_on"
            label={t`On which day`}
            hint={t`The day first, as 5/12/2026.`}
            initial={today()}
          />
          <Button type="submit" wide busy={record.isPending}>
            <Trans>Record it</Trans>
          </Button>
        </Form>
      )}
    </Sheet>
  );
}
