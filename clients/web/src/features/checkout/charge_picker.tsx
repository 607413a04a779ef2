/** What is to be paid, each with a box to tick. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind, period } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { isRecorded } from "../../session/recorded_payment.ts";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Tick } from "../../ui/tick.tsx";
import { isLocked, type Payable } from "./payable.ts";

/** `onTick` gets the ids that are ticked from then on; `isLeaving`: they are being paid, and stay as they are. */
export function ChargePicker(
  { all, ticked, anew, isRent, isLeaving, onTick }: {
    readonly all: readonly Payable[];
    readonly ticked: readonly string[];
    readonly anew: boolean;
    /** Whether a landlord is paid. */
    readonly isRent: boolean;
    readonly isLeaving: boolean;
    readonly onTick: (ids: readonly string[]) => void;
  },
) {
  const now = today();
  return (
    <fieldset disabled={isLeaving}>
      <legend className="mb-2 text-18 font-semibold">
        <Trans>What do you pay?</Trans>
      </legend>
      <ul className="divide-y divide-line rounded-card border border-line">
        {all.map((it) => {
          const blocked = isLocked(it, anew);
          const told = it.coming === undefined
            ? it.reported
            : it.coming.state === "on_its_way"
            ? it.coming.payment
            : undefined;
          return (
            <li key={it.id} className="px-4 sm:px-6">
              <label className="flex min-h-16 items-center gap-4 py-3">
                <Tick
                  type="checkbox"
                  checked={ticked.includes(it.id)}
                  disabled={blocked}
                  onChange={(event) =>
                    onTick(
                      event.target.checked
                        ? [...ticked, it.id]
                        : ticked.filter((id) => id !== it.id),
                    )}
                />
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{chargeKind(it.kind)}</span>
                  <span className="block text-14 text-muted">{period(it.period)}</span>
                  <span className="mt-1 block">
                    <Due payable={it} now={now} isRent={isRent} />
                  </span>
                </span>
                <Money kobo={it.kobo} className="font-semibold" />
              </label>
              {told !== undefined && (
                <p className="pb-3 pl-9.5 text-14">
                  <Link
                    to="/payments/$reference"
                    params={{ reference: told.reference }}
                    className="font-semibold text-brand underline"
                  >
                    <Trans>See how it stands</Trans>
                  </Link>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Due({ payable, now, isRent }: {
  readonly payable: Payable;
  readonly now: string;
  readonly isRent: boolean;
}) {
  const { dueOn, coming, reported, reportedKobo } = payable;
  if (coming !== undefined) {
    return (
      <StatusChip meaning="info">
        {coming.state === "awaited"
          ? <Trans>A transfer is awaited</Trans>
          : coming.state === "begun"
          ? <Trans>You began to pay it</Trans>
          : <Trans>A payment is on its way</Trans>}
      </StatusChip>
    );
  }
  if (reported !== undefined) {
    const amount = naira(reportedKobo);
    return (
      <span className="block text-14">
        {isRent && isRecorded(reported)
          ? <Trans>Your landlord says that you paid {amount}</Trans>
          : isRent
          ? <Trans>Your landlord looks whether {amount} came</Trans>
          : <Trans>Who gets the money looks whether {amount} came</Trans>}
      </span>
    );
  }
  const day = date(dueOn);
  if (dueOn < now) {
    return (
      <StatusChip meaning="bad">
        <Trans>Overdue since {day}</Trans>
      </StatusChip>
    );
  }
  return dueOn === now
    ? (
      <StatusChip meaning="warn">
        <Trans>Due today</Trans>
      </StatusChip>
    )
    : (
      <span className="text-14 text-muted">
        <Trans>Due {day}</Trans>
      </span>
    );
}
