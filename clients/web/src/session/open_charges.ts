/** Charges of which something is to be paid. */
import type { ChargeBalance } from "@estate/sdk";

/** One of them. */
export interface OpenCharge extends ChargeBalance {
  readonly payable_kobo: number;
}

const isOpen = (it: ChargeBalance): it is OpenCharge =>
  (it.payable_kobo ?? 0) > 0 && it.status !== "reversed";

/** Those of `charges`, the first due first. */
export function openCharges(charges: readonly ChargeBalance[]): readonly OpenCharge[] {
  return charges.filter(isOpen)
    .toSorted((one, other) => one.due_on < other.due_on ? -1 : one.due_on > other.due_on ? 1 : 0);
}
