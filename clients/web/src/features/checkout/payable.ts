/** What can be paid of a tenancy's charges, and what is ticked to begin with. */
import type { ChargeBalance, ListedPayment } from "@estate/sdk";

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
  const coming = payments.filter(({ status }) => status === "created" || status === "pending");
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

/** Those of an address that can be paid; `anew` lets those be paid again that are on their way. */
export function tickedOf(
  all: readonly Payable[],
  address: string | undefined,
  today: string,
  anew = false,
): readonly Payable[] {
  const ids = address === undefined ? tickedAtFirst(all, today) : address.split(",");
  return all.filter((it) => ids.includes(it.id) && (anew || it.coming === undefined));
}
