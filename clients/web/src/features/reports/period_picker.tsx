/** Chooses the days of a report: a period that has a name, or two days of one's own. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { dayOf, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { type Days, type PeriodAddress, type PeriodName, periods } from "./period.ts";
import { periodWords } from "./report_words.ts";

type Choice = PeriodName | "own";

/** The choice; `days` are what it came to. */
export function PeriodPicker(
  { address, days, onPick }: {
    readonly address: PeriodAddress;
    readonly days: Days;
    readonly onPick: (address: PeriodAddress) => void;
  },
) {
  const isOwn = address.from !== undefined && address.from === days.fromOn;
  const [opened, setOpened] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const chosen: Choice = opened || isOwn ? "own" : address.period ?? "this-year";
  const { year } = dayOf(today());
  const submit = (fields: FormData) => {
    const from = String(fields.get("from_on"));
    const to = String(fields.get("to_on"));
    const errors: Record<string, string> = {
      ...(from === "" ? { from_on: t`Say from which day.` } : {}),
      ...(to === "" ? { to_on: t`Say until which day.` } : {}),
      ...(from !== "" && to !== "" && from > to
        ? { to_on: t`The last day is before the first.` }
        : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    setOpened(false);
    onPick({ from, to });
  };
  return (
    <div className="flex flex-col gap-3">
      <ChoiceGroup<Choice>
        name="period"
        legend={<Trans>Which days</Trans>}
        value={chosen}
        choices={[
          ...periods.map((value) => ({ value, label: periodWords(value, year) })),
          { value: "own", label: t`Other days` },
        ]}
        onChoose={(choice) => {
          setOpened(choice === "own");
          if (choice !== "own") onPick(choice === "this-year" ? {} : { period: choice });
        }}
      />
      {chosen === "own" && (
        <Form onSubmit={submit} errors={wrong} className="max-w-lg sm:flex-row sm:items-start">
          <DayField name="from_on" label={t`From`} initial={days.fromOn} />
          <DayField
            name="to_on"
            label={t`Until`}
            initial={days.toOn < today() ? days.toOn : today()}
          />
          <Button type="submit" look="secondary" className="sm:mt-7">
            <Trans>Show</Trans>
          </Button>
        </Form>
      )}
      <p className="text-muted" role="status">
        <Trans>From {date(days.fromOn)} to {date(days.toOn)}</Trans>
      </p>
    </div>
  );
}
