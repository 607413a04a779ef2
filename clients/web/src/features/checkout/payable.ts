/** What can be paid of a tenancy's charges, and what is ticked to begin with. */
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import { isOffline } from "./offline.ts";

/** A charge of which something is to be paid. */
export interface Payable {
  readonly id: string;
  readonly kind: ChargeBalance["kind"];
  readonly dueOn: string;
  readonly period: string | null;
  readonly kobo: number;
  /** The payment that is on its way for it: paying again would be twice. */
  readonly coming: ListedPayment | undefined;
}

/** First due first. */
export function payables(
  charges: readonly ChargeBalance[],
  payments: readonly ListedPayment[],
): readonly Payable[] {
  // What was reported comes first: nobody may pay that again by a word of their own.
  const coming = payments.filter(({ status }) => status === "created" || status === "pending")
    .sort((one, other) => Number(isOffline(other)) - Number(isOffline(one)));
  return charges.flatMap((it) => {
    const { charge_id: id, due_on: dueOn, payable_kobo: kobo } = it;
    if (kobo === null || kobo <= 0 || it.status === "reversed") return [];
    return [{
      id,
      kind: it.kind,
      dueOn,
      period: it.period as string | null,
      kobo,
      coming: coming.find((payment) => payment.items.some((item) => item.charge_id === id)),
    }];
  }).sort((one, other) => one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0);
}

/**
 * All that is due by `today` and not on its way; when nothing is due, what falls due next. Nothing while something is on its
 * way and nothing else is due: who comes back from a checkout is not to pay the next rent by the same press.
 */
export function tickedAtFirst(all: readonly Payable[], today: string): readonly string[] {
  const free = all.filter((it) => it.coming === undefined);
  if (free.length < all.length) return free.filter((it) => it.dueOn <= today).map(({ id }) => id);
  const due = free.filter((it) => it.dueOn <= today);
  const [next] = free;
  const chosen = due.length > 0 || next === undefined
    ? due
    : free.filter((it) => it.dueOn === next.dueOn);
  return chosen.map(({ id }) => id);
}

/**
 * Whether something is on its way that keeps a charge from being paid. `anew` says that a checkout was not paid; what was
 * reported by the payer waits for the payee's side, whatever an address says.
 */
export function isLocked({ coming }: Payable, anew: boolean): boolean {
  return coming !== undefined && (!anew || isOffline(coming));
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
