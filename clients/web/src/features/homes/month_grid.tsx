/** A month of days to choose from; the arrow keys go from day to day. */
import { t } from "@lingui/core/macro";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { date, shortMonths } from "../../format/date.ts";
import { monthsAway, weeksOf } from "./weeks.ts";

/** The grid; Monday is the first day of a week. */
export function MonthGrid(
  { earliest, isTaken, isChosen, onChoose }: {
    readonly earliest: string;
    readonly isTaken: (day: string) => boolean;
    readonly isChosen: (day: string) => boolean;
    readonly onChoose: (day: string) => void;
  },
) {
  const [month, setMonth] = useState(earliest.slice(0, 7));
  const [year = "", number = "1"] = month.split("-");
  const weeks = weeksOf(month);
  const heads = [t`Mo`, t`Tu`, t`We`, t`Th`, t`Fr`, t`Sa`, t`Su`];
  const step = (event: KeyboardEvent<HTMLTableElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const days = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button")];
    const at = days.indexOf(document.activeElement as HTMLButtonElement);
    days[at + by]?.focus();
  };
  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <Turn
          label={t`The month before`}
          disabled={month <= earliest.slice(0, 7)}
          onPress={() => setMonth(monthsAway(month, -1))}
        >
          <ChevronLeft aria-hidden="true" className="size-5" />
        </Turn>
        <p aria-live="polite" className="font-semibold">
          {shortMonths()[Number(number) - 1]} {year}
        </p>
        <Turn label={t`The month after`} onPress={() => setMonth(monthsAway(month, 1))}>
          <ChevronRight aria-hidden="true" className="size-5" />
        </Turn>
      </div>
      <table className="w-full table-fixed text-center" onKeyDown={step}>
        <caption className="sr-only">{t`Days to close`}</caption>
        <thead>
          <tr className="text-14 text-muted">
            {heads.map((it) => <th key={it} scope="col" className="font-normal">{it}</th>)}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((it) => it !== undefined)}>
              {week.map((day, n) => (
                <td key={day ?? n} className="p-0.5">
                  {day !== undefined && (
                    <button
                      type="button"
                      aria-label={isTaken(day) ? t`${date(day)}, taken` : date(day)}
                      aria-pressed={isChosen(day)}
                      disabled={day < earliest || isTaken(day)}
                      onClick={() => onChoose(day)}
                      className="min-h-11 w-full rounded-control hover:bg-raised disabled:text-muted disabled:line-through aria-pressed:bg-brand aria-pressed:font-semibold aria-pressed:text-on-brand"
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Turn(
  { label, disabled = false, onPress, children }: {
    readonly label: string;
    readonly disabled?: boolean;
    readonly onPress: () => void;
    readonly children: React.ReactNode;
  },
) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onPress}
      className="grid size-11 place-items-center rounded-control hover:bg-raised disabled:opacity-40"
    >
      {children}
    </button>
  );
}
