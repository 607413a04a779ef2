/** Lets a tenant pay a charge in parts: how many and how far apart, and then each as it was agreed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { ChargeBalance } from "@estate/sdk";
import { addDays, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import {
  countsWithin,
  faultsOf,
  instalments,
  longestDays,
  type PartFault,
  planDays,
  planWithin,
  type Step,
  stepsWithin,
} from "./instalments.ts";
import { useTenancyAct } from "./use_tenancy_act.ts";

/** The sheet, of a charge that can still be divided; `onClose` also when it is. */
export default function DivideSheet(
  { charge, onClose }: { readonly charge: ChargeBalance; readonly onClose: () => void },
) {
  const { charge_id: chargeId, amount_kobo: amountKobo, due_on: dueOn } = charge;
  const [chosen, setChosen] = useState<{ readonly step: Step; readonly count: number }>({
    step: "month",
    count: 2,
  });
  const [wrong, setWrong] = useState<Readonly<Record<string, PartFault>>>({});
  const days = planDays(dueOn, today());
  const { firstOn } = days;
  const { step, count } = planWithin(days, chosen) ?? chosen;
  const divide = useTenancyAct(t`To be paid in ${count} parts.`, onClose);
  const plan = instalments({ amountKobo, firstOn, count, step });
  const submit = (fields: FormData) => {
    const parts = plan.map((_, at) => ({
      dueOn: String(fields.get(`parts.${at}.due_on`)),
      amountKobo: Number(fields.get(`parts.${at}.amount_kobo`)),
    }));
    const errors = faultsOf(parts, amountKobo);
    setWrong(errors);
    if (Object.keys(errors).length === 0) divide.mutate({ act: "divide", chargeId, parts });
  };
  const replan = (change: Partial<typeof chosen>) => {
    setWrong({});
    divide.reset();
    setChosen({ step, count, ...change });
  };
  const words = Object.entries(wrong).map(([field, fault]) => [field, faultWords(fault)]);
  return (
    <Sheet title={t`Pay in parts`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={divide.error} errors={Object.fromEntries(words)}>
        <p>
          <Trans>
            {chargeKind(charge.kind)} of {naira(amountKobo)}, due{" "}
            {date(dueOn)}. Each part is paid, and late, by itself.
          </Trans>
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            name="count"
            label={t`How many parts`}
            value={String(count)}
            choices={countsWithin(days, step).map((it) => ({
              value: String(it),
              label: String(it),
            }))}
            onChange={(event) => replan({ count: Number(event.target.value) })}
          />
          <Select<Step>
            name="step"
            label={t`How far apart`}
            value={step}
            choices={stepsWithin(days).map((value) => ({ value, label: stepWords(value) }))}
            onChange={(event) => replan({ step: event.target.value as Step })}
          />
        </div>
        <ol className="flex flex-col gap-4">
          {plan.map((part, at) => (
            // Another plan is written anew, over what was changed in this one.
            <li key={`${count} ${step} ${at}`} className="grid gap-3 sm:grid-cols-2">
              <MoneyField
                name={`parts.${at}.amount_kobo`}
                label={t`Part ${at + 1}`}
                initial={part.amountKobo}
              />
              <DayField
                name={`parts.${at}.due_on`}
                label={t`Part ${at + 1}, due`}
                from={dueOn}
                until={addDays(dueOn, longestDays)}
                initial={part.dueOn}
              />
            </li>
          ))}
        </ol>
        <Button type="submit" wide busy={divide.isPending}>
          <Trans>Agree to these parts</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

function faultWords(fault: PartFault): string {
  switch (fault.code) {
    case "no_amount":
      return t`Say how much.`;
    case "no_day":
      return t`Say when.`;
    case "not_after":
      return t`After the part before: ${date(fault.before)}.`;
    case "missing":
      return t`${naira(fault.kobo)} is missing.`;
    case "too_much":
      return t`${naira(fault.kobo)} too much.`;
  }
}

function stepWords(step: Step): string {
  switch (step) {
    case "fortnight":
      return t`Every two weeks`;
    case "month":
      return t`Every month`;
    case "quarter":
      return t`Every quarter`;
  }
}
