/** Records money that was taken by hand, in cash or by POS: the tenant is asked whether it is so. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ChargeBalance, OfflinePayment } from "@estate/sdk";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { ChargeChoice } from "./charge_choice.tsx";
import { against } from "./likely.ts";
import { Sum } from "./row_sum.tsx";
import { unsettled } from "./taken.ts";
import { UnsettledNote } from "./unsettled_note.tsx";
import { type TakenMethod, useRecordPayment } from "./use_record_payment.ts";

const methods = ["cash", "pos"] as const satisfies readonly TakenMethod[];

/** The sheet; `charges` are those that it can pay, `onClose` is called also when it is recorded. */
export default function RecordSheet(
  { tenancyId, charges, offline, onClose }: {
    readonly tenancyId: string;
    readonly charges: readonly ChargeBalance[];
    readonly offline: readonly OfflinePayment[];
    readonly onClose: () => void;
  },
) {
  const [chosen, setChosen] = useState<readonly string[]>(charges.map((it) => it.charge_id));
  const [came, setCame] = useState<number>();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const record = useRecordPayment(tenancyId, offline, onClose);
  const ticked = charges.filter((it) => chosen.includes(it.charge_id));
  const open = ticked.map((it) => it.payable_kobo ?? 0);
  const total = open.reduce((sum, it) => sum + it, 0);
  // What was typed stays, whatever is ticked afterwards.
  const [proposed, setProposed] = useState(total);
  if (came === undefined && proposed !== total) setProposed(total);
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const amountKobo = Number(said("amount_kobo"));
    const errors: Record<string, string> = {
      ...(ticked.length === 0 ? { charge_ids: t`Tick at least one.` } : {}),
      ...(amountKobo <= 0 ? { amount_kobo: t`Say how much.` } : {}),
      ...(said("paid_on") === "" ? { paid_on: t`Say on which day.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    record.mutate({
      chargeIds: ticked.map((it) => it.charge_id),
      method: said("method") as TakenMethod,
      amountKobo,
      paidOn: said("paid_on"),
      ...(said("bank_reference") === "" ? {} : { bankReference: said("bank_reference") }),
      ...(said("note") === "" ? {} : { note: said("note") }),
    });
  };
  return (
    <Sheet title={t`Record a payment`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={record.error} errors={wrong}>
        <p>
          <Trans>
            They paid you by hand. The tenant is asked whether it is so; when they say yes, or
            nothing, it counts as paid and the receipt is made.
          </Trans>
        </p>
        <UnsettledNote payments={unsettled(offline)} />
        <ChargeChoice
          charges={charges}
          chosen={chosen}
          wrong={wrong["charge_ids"]}
          onChoose={setChosen}
        />
        <Select
          name="method"
          label={t`How did they pay?`}
          choices={methods.map((value) => ({ value, label: paymentMethod(value) }))}
        />
        <div>
          <MoneyField
            key={proposed}
            name="amount_kobo"
            label={t`How much`}
            initial={proposed > 0 ? proposed : undefined}
            onRead={(kobo) => setCame(kobo ?? 0)}
          />
          {(came ?? proposed) > 0 && (
            <Sum sum={against(came ?? proposed, open)} came={came ?? proposed} />
          )}
        </div>
        <DayField
          name="paid_on"
          label={t`On which day`}
          hint={t`The day first, as 5/12/2026.`}
          initial={today()}
        />
        <TextField
          name="bank_reference"
          label={t`Reference`}
          optional
          hint={t`Of the POS slip, or of your own receipt book.`}
          maxLength={80}
        />
        <TextField
          name="note"
          label={t`Note`}
          optional
          hint={t`The tenant reads this.`}
          maxLength={300}
        />
        <Button type="submit" wide busy={record.isPending}>
          <Trans>Record it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
