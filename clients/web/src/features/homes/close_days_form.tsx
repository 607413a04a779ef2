/** Chooses days to close in a calendar: the first, then the last. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { UnitHold } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { dayAfter, daysOf } from "./days.ts";
import { closeDays } from "./home_acts.ts";
import { MonthGrid } from "./month_grid.tsx";

/** The form; `taken` are claims that stand. */
export function CloseDaysForm(
  { unitId, taken, onDone }: {
    readonly unitId: string;
    readonly taken: readonly UnitHold[];
    readonly onDone: () => void;
  },
) {
  const queries = useQueryClient();
  const [first, setFirst] = useState<string>();
  const [last, setLast] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const close = useMutation({
    mutationFn: ({ note }: { note: string }) =>
      closeDays(unitId, { fromOn: first ?? "", untilOn: dayAfter(last ?? first ?? "") }, note),
    onSuccess: async () => {
      toast(t`Closed.`);
      onDone();
      await queries.invalidateQueries({ queryKey: ["homes"] });
    },
  });
  const ranges = taken.flatMap(({ period }) => daysOf(period) ?? []);
  const isTaken = (day: string) =>
    ranges.some((it) => it.from <= day && (it.last === null || day <= it.last));
  const choose = (day: string) => {
    setWrong(undefined);
    if (first === undefined || last !== undefined || day < first) {
      setFirst(day);
      setLast(undefined);
    } else setLast(day);
  };
  return (
    <Form
      onSubmit={(fields) => {
        if (first === undefined) setWrong(t`Choose the first day.`);
        else close.mutate({ note: String(fields.get("note") ?? "").trim() });
      }}
      error={close.error}
    >
      <MonthGrid
        earliest={today()}
        isTaken={isTaken}
        isChosen={(day) =>
          first !== undefined && (last === undefined ? day === first : first <= day && day <= last)}
        onChoose={choose}
      />
      <p
        role="status"
        className={wrong === undefined ? "text-14" : "text-14 font-semibold text-bad"}
      >
        {wrong ?? (first === undefined
          ? t`Tap the first day, then the last.`
          : last === undefined
          ? t`${date(first)}. Tap the last day, or close this one.`
          : t`${date(first)} to ${date(last)}`)}
      </p>
      <TextField
        name="note"
        label={t`What for`}
        optional
        hint={t`Only people of your organization read it.`}
        maxLength={300}
      />
      <div className="acts">
        <Button type="submit" busy={close.isPending}>
          <Trans>Close them</Trans>
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
