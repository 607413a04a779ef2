/** How far the rent is paid: a line from the first day of the term to its last, filled as far as the money goes. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { daysBetween, lastDay } from "../format/calendar.ts";
import { date } from "../format/date.ts";

/** Days are YYYY-MM-DD; `until` is the day after the term, `paidThrough` the last day that is paid. */
export function PaidThrough(
  { from, until, paidThrough, today }: {
    readonly from: string;
    readonly until: string;
    readonly paidThrough: string | null;
    readonly today: string;
  },
) {
  const length = Math.max(daysBetween(from, until), 1);
  const share = (day: string) =>
    Math.min(Math.max(Math.round(daysBetween(from, day) / length * 100), 0), 100);
  const paid = paidThrough === null ? 0 : share(paidThrough);
  const now = share(today);
  const behind = paidThrough === null ? today >= from : paidThrough < today;
  const end = lastDay(until);
  return (
    <div>
      <p className="text-20 font-bold">
        {paidThrough === null
          ? <Trans>Nothing is paid yet</Trans>
          : <Trans>Paid through {date(paidThrough)}</Trans>}
      </p>
      <div
        role="meter"
        aria-label={t`Rent paid of this term`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={paid}
        className="relative mt-3 h-3 rounded-chip border border-edge bg-sunken"
      >
        <div
          className={`h-full rounded-chip ${behind ? "bg-bad" : "bg-brand"}`}
          style={{ width: `${paid}%` }}
        />
        {today >= from && today < until && (
          <div
            className="absolute -top-1.5 h-5 w-0.5 bg-ink"
            style={{ left: `${now}%` }}
          />
        )}
      </div>
      <div className="mt-2 flex justify-between gap-4 text-14 text-muted">
        <span className="whitespace-nowrap">{date(from)}</span>
        <span className="whitespace-nowrap">{date(end)}</span>
      </div>
      {today >= from && today < until && (
        <p className="text-14 text-muted">
          <Trans>The line is today.</Trans>
        </p>
      )}
    </div>
  );
}
