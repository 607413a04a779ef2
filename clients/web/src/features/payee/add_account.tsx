/** Adding a bank account. Its number is used once, and shown never again. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { CheckoutProvider, NewPayeeAccount } from "@estate/sdk";
import { isRefused } from "../../session/answered.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { readAccountNumber } from "./account_state.ts";
import { add, providerBanksQuery } from "./payee_query.ts";

/** The form. */
export function AddAccount(
  { orgId, onDone }: { readonly orgId: string; readonly onDone: () => void },
) {
  const [provider, setProvider] = useState<CheckoutProvider>("paystack");
  const banks = useQuery(providerBanksQuery(provider));
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  // The same account keeps its key until it is answered: a lost answer does not add it twice.
  const key = useRef(crypto.randomUUID());
  const send = useMutation({
    mutationFn: (account: NewPayeeAccount) =>
      withStepUp(async () => {
        try {
          return await add(account, key.current);
        } catch (error) {
          if (isRefused(error)) key.current = crypto.randomUUID();
          throw error;
        }
      }),
    onSuccess: ({ account_name: name }) => {
      toast(t`The bank says that this account is ${name}'s.`);
      onDone();
      return queries.invalidateQueries({ queryKey: ["accounts", orgId] });
    },
  });
  const submit = (fields: FormData) => {
    const bankCode = String(fields.get("bank_code") ?? "");
    const accountNumber = readAccountNumber(String(fields.get("account_number")));
    const errors = {
      ...(bankCode === "" ? { bank_code: t`Choose the bank.` } : {}),
      ...(accountNumber === undefined ? { account_number: t`It has ten figures.` } : {}),
    };
    setWrong(errors);
    if (bankCode === "" || accountNumber === undefined) return;
    const takesTransfers = fields.get("takes_transfers") !== null;
    send.mutate({ orgId, provider, bankCode, accountNumber, takesTransfers });
  };
  return (
    <Form onSubmit={submit} error={send.error} errors={wrong}>
      <ChoiceGroup<CheckoutProvider>
        name="provider"
        legend={t`Who pays out`}
        value={provider}
        choices={[
          { value: "paystack", label: "Paystack" },
          { value: "flutterwave", label: "Flutterwave" },
        ]}
        onChoose={setProvider}
      />
      {banks.error !== null && <Problem error={banks.error} onRetry={() => void banks.refetch()} />}
      <Select
        key={provider}
        name="bank_code"
        label={t`Bank`}
        disabled={banks.data === undefined}
        choices={[
          { value: "", label: banks.data === undefined ? t`Loading…` : t`Choose the bank` },
          ...(banks.data ?? []).map((it) => ({ value: it.code, label: it.name })),
        ]}
      />
      <TextField
        name="account_number"
        label={t`Account number`}
        hint={t`Ten figures. The bank tells us the name; we keep the last four.`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={14}
      />
      <Checkbox
        name="takes_transfers"
        label={t`Tenants pay to it by transfer`}
        hint={t`They are told when it changes.`}
      />
      <div className="acts">
        <Button type="submit" busy={send.isPending}>
          {send.isPending ? <Trans>The bank is being asked…</Trans> : <Trans>Add it</Trans>}
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
