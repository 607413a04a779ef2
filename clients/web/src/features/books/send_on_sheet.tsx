/** Asks that what was collected is sent on to the owner. Somebody else of the agency approves it among the payouts. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { naira } from "../../format/naira.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { askUnder, clientIdFor } from "./client_key.ts";
import { type NamedBalance, principalAccountsQuery, sendOn } from "./principal_query.ts";

const shelf = "estate.remittances";

/** The sheet; `onClose` also when it is asked for. */
export default function SendOnSheet(
  { balance, onClose }: { readonly balance: NamedBalance; readonly onClose: () => void },
) {
  const { mandate_id: mandateId, owed_kobo: owed } = balance;
  const accounts = useQuery(principalAccountsQuery(mandateId));
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const send = useMutation({
    mutationFn: ({ account, kobo }: { readonly account: string; readonly kobo: number }) => {
      const mark = [mandateId, account, kobo].join(" ");
      const clientId = clientIdFor(ownShelf, shelf, mark, () => false);
      return askUnder(
        ownShelf,
        shelf,
        clientId,
        () => withStepUp(() => sendOn(mandateId, account, kobo, clientId)),
      );
    },
    onSuccess: async () => {
      onClose();
      toast(t`Asked for. Somebody else of your agency approves it.`);
      await Promise.all(
        ["payouts", "mandates"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  const submit = (fields: FormData) => {
    const kobo = Number(fields.get("amount_kobo"));
    const errors: Record<string, string> = kobo <= 0
      ? { amount_kobo: t`Say how much.` }
      : kobo > owed
      ? { amount_kobo: t`At most ${naira(owed)} is owed.` }
      : {};
    setWrong(errors);
    if (Object.keys(errors).length === 0) {
      send.mutate({ account: String(fields.get("payee_account_id")), kobo });
    }
  };
  return (
    <Sheet title={t`Send it on`} isOpen onClose={onClose}>
      <Loaded query={accounts} skeleton={<Skeleton className="h-48" />}>
        {(found) =>
          found.length === 0
            ? (
              <EmptyState title={t`The owner has named no bank account`}>
                <Trans>Ask them to add one under “Where the money goes”.</Trans>
              </EmptyState>
            )
            : (
              <Form onSubmit={submit} error={send.error} errors={wrong}>
                <Select
                  name="payee_account_id"
                  label={t`To which account`}
                  choices={found.map((it) => ({
                    value: it.payee_account_id,
                    label: `${it.account_name}, ${it.bank_name} •••• ${it.last_four}`,
                  }))}
                />
                <MoneyField name="amount_kobo" label={t`How much`} initial={owed} />
                <Button type="submit" wide busy={send.isPending}>
                  <Trans>Ask for it</Trans>
                </Button>
              </Form>
            )}
      </Loaded>
    </Sheet>
  );
}
