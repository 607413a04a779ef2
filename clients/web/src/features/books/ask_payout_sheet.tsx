/** Asks for a payout: where to, how much. It is held back at once, and somebody else approves it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PayeeAccount, Payout, PayoutFunds } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { askUnder, clientIdFor } from "./client_key.ts";
import { type AskedPayout, askPayout } from "./payout_query.ts";

const shelf = "estate.payouts";

/** The sheet; `onClose` also when it is asked for. */
export default function AskPayoutSheet(
  { orgId, funds, accounts, payouts, onClose }: {
    readonly orgId: string;
    readonly funds: readonly PayoutFunds[];
    readonly accounts: readonly PayeeAccount[];
    readonly payouts: readonly Payout[];
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [accountId, setAccount] = useState(accounts[0]?.id ?? "");
  // As the sheet was opened: one that it asks for itself may come into the list although its answer was lost, and is the same.
  const [before] = useState(() => new Set(payouts.map((it) => it.client_id)));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const account = accounts.find(({ id }) => id === accountId);
  const held = funds.find(({ provider }) => provider === account?.provider)?.available_kobo ?? 0;
  const send = useMutation({
    mutationFn: (asked: AskedPayout) => {
      const mark = [orgId, asked.payeeAccountId, asked.amountKobo].join(" ");
      const known = (id: string) => before.has(id);
      const clientId = clientIdFor(ownShelf, shelf, mark, known);
      return askUnder(
        ownShelf,
        shelf,
        clientId,
        () => withStepUp(() => askPayout(asked, clientId)),
      );
    },
    onSuccess: async ({ status }) => {
      onClose();
      toast(
        status === "requested"
          ? t`Asked for. Somebody else of your organization approves it.`
          : t`It is being sent.`,
      );
      await queries.invalidateQueries({ queryKey: ["payouts"] });
    },
  });
  const submit = (fields: FormData) => {
    const amount = Number(fields.get("amount_kobo"));
    const note = String(fields.get("note")).trim();
    const errors: Record<string, string> = amount <= 0
      ? { amount_kobo: t`Say how much.` }
      : amount > held
      ? { amount_kobo: t`At most ${naira(held)} can be paid out.` }
      : {};
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    send.mutate({
      orgId,
      payeeAccountId: accountId,
      amountKobo: amount,
      ...(note === "" ? {} : { note }),
    });
  };
  return (
    <Sheet title={t`Ask for a payout`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={send.error} errors={wrong}>
        <Select
          name="payee_account_id"
          label={t`To which account`}
          value={accountId}
          onChange={(event) => setAccount(event.target.value)}
          choices={accounts.map((it) => ({
            value: it.id,
            label: `${it.account_name}, ${it.bank_name} •••• ${it.last_four}`,
          }))}
        />
        <MoneyField
          key={accountId}
          name="amount_kobo"
          label={t`How much`}
          hint={t`At most ${naira(held)} can be paid out.`}
          initial={held}
        />
        <TextField
          name="note"
          label={t`What your bank statement says`}
          optional
          maxLength={100}
        />
        <p className="text-14 text-muted">
          <Trans>
            It is held back from now on, and goes to your bank when a second person has approved it.
          </Trans>
        </p>
        <Button type="submit" wide busy={send.isPending}>
          <Trans>Ask for it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
