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
import { counts, instalments, longestDays, type Step, steps } from "./instalments.ts";
import { useTenancyAct } from "./use_tenancy_act.ts";

/** The sheet; `onClose` also when it is divided. */
export default function DivideSheet(
  { charge, onClose }: { readonly charge: ChargeBalance; readonly onClose: () => void },
) {
  const { charge_id: chargeId, amount_kobo: amountKobo, due_on: dueOn } = charge;
  const [count, setCount] = useState(2);
  const [step, setStep] = useState<Step>("month");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const divide = useTenancyAct(t`To be paid in ${count} parts.`, onClose);
  const firstOn = dueOn < today() ? today() : dueOn;
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
  const replan = (change: () => void) => {
    setWrong({});
    divide.reset();
    change();
  };
  return (
    <Sheet title={t`Pay in parts`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={divide.error} errors={wrong}>
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
            choices={counts.map((it) => ({ value: String(it), label: String(it) }))}
            onChange={(event) => replan(() => setCount(Number(event.target.value)))}
          />
          <Select<Step>
            name="step"
            label={t`How far apart`}
            value={step}
            choices={steps.map((value) => ({ value, label: stepWords(value) }))}
            onChange={(event) => replan(() => setStep(event.target.value as Step))}
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
                label={t`Due`}
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

/** What of a plan is refused, by field: the database refuses the same. */
function faultsOf(
  parts: readonly { readonly dueOn: string; readonly amountKobo: number }[],
  amountKobo: number,
): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    if (part.amountKobo <= 0) faults[`parts.${at}.amount_kobo`] = t`Say how much.`;
    if (part.dueOn === "") faults[`parts.${at}.due_on`] = t`Say when.`;
    const before = parts[at - 1]?.dueOn ?? "";
    if (part.dueOn !== "" && part.dueOn <= before) {
      faults[`parts.${at}.due_on`] = t`After the part before: ${date(before)}.`;
    }
  }
  const sum = parts.reduce((all, part) => all + part.amountKobo, 0);
  if (Object.keys(faults).length === 0 && sum !== amountKobo) {
    faults[`parts.${parts.length - 1}.amount_kobo`] = sum < amountKobo
      ? t`${naira(amountKobo - sum)} is missing.`
      : t`${naira(sum - amountKobo)} too much.`;
  }
  return faults;
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
