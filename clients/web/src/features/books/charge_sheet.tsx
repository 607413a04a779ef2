/** Raises a charge by hand: once, or again and again. Rent is not raised here: its tenants accepted it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { NewSchedule } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { askUnder, clientIdFor } from "./client_key.ts";
import { type DueChoice, dueChoices, dueOn } from "./due_choices.ts";
import { useTenancyAct } from "./use_tenancy_act.ts";

const shelf = "estate.charges";

const kinds = [
  "service_charge",
  "utility",
  "legal_fee",
  "agreement_fee",
  "agency_fee",
  "caution_deposit",
  "other",
] as const satisfies readonly NewSchedule["kind"][];

/** The sheet; `onClose` also when it is charged. */
export default function ChargeSheet(
  { tenancyId, onClose }: { readonly tenancyId: string; readonly onClose: () => void },
) {
  const charge = useTenancyAct(
    t`Charged. The tenant is told.`,
    onClose,
    (act, charged) =>
      act.act === "charge" && act.schedule.clientId !== undefined
        ? askUnder(ownShelf, shelf, act.schedule.clientId, charged)
        : charged(),
  );
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const amountKobo = Number(said("amount_kobo"));
    setWrong(amountKobo <= 0 ? { amount_kobo: t`Say how much.` } : {});
    if (amountKobo <= 0) return;
    const firstOn = dueOn(said("first_on") as DueChoice, today());
    const mark = [tenancyId, said("kind"), amountKobo, said("period"), firstOn, said("label")]
      .join(" ");
    const clientId = clientIdFor(ownShelf, shelf, mark, () => false);
    const period = said("period");
    charge.mutate({
      act: "charge",
      schedule: {
        tenancyId,
        kind: said("kind") as NewSchedule["kind"],
        amountKobo,
        firstOn,
        clientId,
        ...(period === "" ? {} : { period: period as "month" | "quarter" | "half_year" | "year" }),
        ...(said("label") === "" ? {} : { label: said("label") }),
      },
    });
  };
  return (
    <Sheet title={t`Add a charge`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={charge.error} errors={wrong}>
        <Select
          name="kind"
          label={t`What for`}
          choices={kinds.map((value) => ({ value, label: chargeKind(value) }))}
        />
        <TextField
          name="label"
          label={t`What you call it`}
          optional
          hint={t`Such as: Diesel in November.`}
          maxLength={60}
        />
        <MoneyField name="amount_kobo" label={t`How much`} />
        <Select
          name="period"
          label={t`How often`}
          choices={[
            { value: "", label: t`Once` },
            { value: "month", label: t`Every month` },
            { value: "quarter", label: t`Every quarter` },
            { value: "half_year", label: t`Every half year` },
            { value: "year", label: t`Every year` },
          ]}
        />
        <Select
          name="first_on"
          label={t`Due`}
          defaultValue="fortnight"
          choices={dueChoices.map((value) => ({ value, label: dueWords(value) }))}
        />
        <Button type="submit" wide busy={charge.isPending}>
          <Trans>Charge it</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

function dueWords(choice: DueChoice): string {
  const day = date(dueOn(choice, today()));
  switch (choice) {
    case "today":
      return t`Today`;
    case "week":
      return t`In a week: ${day}`;
    case "fortnight":
      return t`In two weeks: ${day}`;
    case "month":
      return t`In 30 days: ${day}`;
    case "first":
      return t`On the first of the month: ${day}`;
    case "january":
      return t`At the new year: ${day}`;
  }
}
