/** Money that was taken by hand: what it can pay, and what of it is not settled yet. */
import type { ChargeBalance, OfflinePayment } from "@estate/sdk";

/** Charges of an organization of which something is to be paid, the first due first. */
export function openCharges(
  charges: readonly ChargeBalance[],
  orgId: string,
): readonly ChargeBalance[] {
  return charges
    .filter((it) => it.org_id === orgId && it.status !== "reversed" && (it.payable_kobo ?? 0) > 0)
    .toSorted((one, other) => one.due_on < other.due_on ? -1 : one.due_on > other.due_on ? 1 : 0);
}

const waiting: readonly OfflinePayment["status"][] = [
  "submitted",
  "needs_more",
  "recorded",
  "disputed",
];

/** Payments that were said to be made and are not decided: their charges stand open meanwhile. */
export function unsettled(payments: readonly OfflinePayment[]): readonly OfflinePayment[] {
  return payments.filter(({ status }) => waiting.includes(status));
}
