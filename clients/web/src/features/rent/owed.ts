/** What is owed of a list of charges on a day. */
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import { type OpenCharge, openCharges } from "../../session/open_charges.ts";

/** What is to be paid now and later, first due first. */
export interface Owed {
  /** Due on the day or before. */
  readonly now: readonly OpenCharge[];
  readonly later: readonly OpenCharge[];
  readonly nowKobo: number;
  /** Since when the oldest is due, where that is before the day. */
  readonly overdueSince: string | undefined;
}

/** Of `charges` on `today` (YYYY-MM-DD). */
export function owed(charges: readonly ChargeBalance[], today: string): Owed {
  const open = openCharges(charges);
  const now = open.filter((it) => it.due_on <= today);
  const first = now[0]?.due_on;
  return {
    now,
    later: open.filter((it) => it.due_on > today),
    nowKobo: now.reduce((sum, it) => sum + it.payable_kobo, 0),
    overdueSince: first !== undefined && first < today ? first : undefined,
  };
}

/** Payments that may still come, newest first: what was begun with a provider, and what was reported to the landlord. */
export function undecided(payments: readonly ListedPayment[]): {
  readonly begun: readonly ListedPayment[];
  readonly reported: readonly ListedPayment[];
} {
  const open = payments.filter(({ status }) => status === "created" || status === "pending");
  const isBegun = ({ method }: ListedPayment) => method === "paystack" || method === "flutterwave";
  return { begun: open.filter(isBegun), reported: open.filter((it) => !isBegun(it)) };
}

/** What of `charges` is to be paid that was not reported yet, in kobo. */
export function leftToPay(
  charges: readonly OpenCharge[],
  reported: readonly ListedPayment[],
): number {
  const items = reported.flatMap((it) => it.items);
  return charges.reduce((sum, { charge_id, payable_kobo }) => {
    const said = items.filter((item) => item.charge_id === charge_id)
      .reduce((all, item) => all + item.amount_kobo, 0);
    return sum + Math.max(payable_kobo - said, 0);
  }, 0);
}

/** Payments, by id, of which something is still to be paid that was not reported otherwise: one that came to nothing matters. */
export function stillOwed(
  charges: readonly ChargeBalance[],
  payments: readonly ListedPayment[],
): ReadonlySet<string> {
  const { reported } = undecided(payments);
  const open = openCharges(charges);
  const isFor = ({ items }: ListedPayment, { charge_id }: OpenCharge) =>
    items.some((item) => item.charge_id === charge_id);
  return new Set(
    payments.filter((it) => leftToPay(open.filter((charge) => isFor(it, charge)), reported) > 0)
      .map(({ id }) => id),
  );
}
