/** Money that was said to be paid by hand, as far as it is not settled yet. */
import type { OfflinePayment } from "@estate/sdk";

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
