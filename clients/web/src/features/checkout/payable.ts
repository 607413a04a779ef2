/** What can be paid of a tenancy's charges, and what is ticked to begin with. */
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import { type Answers, type Attempt, attempts, locks, reports } from "./attempt.ts";

/** A charge of which something is to be paid. */
export interface Payable {
  readonly id: string;
  readonly kind: ChargeBalance["kind"];
  readonly dueOn: string;
  readonly period: string | null;
  /** What is to be paid of it, less what was reported, while something is left; else all that is open. */
  readonly kobo: number;
  /** What was reported of it, at which the payee's side looks. */
  readonly reportedKobo: number;
  /** Whether that is all that is open. */
  readonly isReported: boolean;
  /** The newest report of it. */
  readonly reported: ListedPayment | undefined;
  /** What is on its way for it, or may be: paying again would be twice. */
  readonly coming: Attempt | undefined;
}

/** First due first. */
export function payables(
  charges: readonly ChargeBalance[],
  payments: readonly ListedPayment[],
  answers: Answers = new Map(),
): readonly Payable[] {
  const coming = attempts(payments, answers).filter(locks);
  const reported = reports(payments);
  return charges.flatMap((it) => {
    const { charge_id: id, due_on: dueOn, payable_kobo: open } = it;
    if (open === null || open <= 0 || it.status === "reversed") return [];
    const of = (payment: ListedPayment) => payment.items.find((item) => item.charge_id === id);
    const reportedKobo = reported.reduce((sum, one) => sum + (of(one)?.amount_kobo ?? 0), 0);
    return [{
      id,
      kind: it.kind,
      dueOn,
      period: it.period as string | null,
      kobo: reportedKobo < open ? open - reportedKobo : open,
      reportedKobo,
      isReported: reportedKobo >= open,
      reported: reported.find(of),
      coming: coming.find(({ payment }) => of(payment) !== undefined),
    }];
  }).sort((one, other) => one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0);
}

/**
 * All that is due by `today` and not on its way; when nothing is due, what falls due next. Nothing while something is on its
 * way and nothing else is due: who comes back from a checkout is not to pay the next rent by the same press.
 */
export function tickedAtFirst(all: readonly Payable[], today: string): readonly string[] {
  const free = all.filter((it) => !isLocked(it, false));
  if (free.length < all.length) return free.filter((it) => it.dueOn <= today).map(({ id }) => id);
  const due = free.filter((it) => it.dueOn <= today);
  const [next] = free;
  const chosen = due.length > 0 || next === undefined
    ? due
    : free.filter((it) => it.dueOn === next.dueOn);
  return chosen.map(({ id }) => id);
}

/**
 * Whether something keeps a charge from being paid. `anew` says that what is on its way was not paid; what was reported in
 * full waits for the payee's side, whatever an address says.
 */
export function isLocked(it: Payable, anew: boolean): boolean {
  return it.isReported || (it.coming !== undefined && !anew);
}

/** Those of an address that can be paid; `anew` lets those be paid again whose checkout is on its way. */
export function tickedOf(
  all: readonly Payable[],
  address: string | undefined,
  today: string,
  anew = false,
): readonly Payable[] {
  const ids = address === undefined ? tickedAtFirst(all, today) : address.split(",");
  return all.filter((it) => ids.includes(it.id) && !isLocked(it, anew));
}

/** Whether what a checkout was opened for is still to be paid, all of it. */
export function isStillDue({ items }: ListedPayment, all: readonly Payable[]): boolean {
  return items.every((item) =>
    all.some((it) => it.id === item.charge_id && it.kobo >= item.amount_kobo)
  );
}

/** Those of which something is still to be paid: what is settled by now is nobody's to finish. */
export function attemptsFor(
  open: readonly Attempt[],
  all: readonly Payable[],
): readonly Attempt[] {
  return open.filter(({ payment }) =>
    payment.items.some((item) => all.some((it) => it.id === item.charge_id))
  );
}
