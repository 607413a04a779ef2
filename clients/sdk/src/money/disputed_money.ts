/** What staff read before they say which of two sides is right about money. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { DepositReturnMethod } from "./deposit_returns.ts";
import type { OfflineMethod } from "./offline_payments.ts";

/** Money of which one side says that it came, and the other that it did not. */
export interface DisputedMoney {
  /** A payment that a member recorded and its payer disputes, or a deposit that a tenant says did not come back. */
  readonly kind: "offline_payment" | "deposit_return";
  /** Of the payment or the return: what is decided. */
  readonly id: string;
  /** Whether it is still to be decided. */
  readonly is_open: boolean;
  readonly organization: string;
  /** Null where the money is of a sale or an application. */
  readonly property: string | null;
  readonly unit: string | null;
  readonly tenants: readonly string[];
  readonly method: OfflineMethod | DepositReturnMethod;
  readonly amount_kobo: number;
  /** On which it is said to have been paid, Nigerian date. */
  readonly on_day: string;
  /** Of the transfer, cheque or terminal. */
  readonly bank_reference: string | null;
  /** What the landlord's side adds. */
  readonly note: string | null;
  /** Of the payment with us. */
  readonly reference: string | null;
  readonly recorded_by: string | null;
  readonly recorded_at: string;
  /** A second person of the landlord's side who had confirmed it. */
  readonly confirmed_by: string | null;
  readonly disputed_by: string | null;
  readonly disputed_at: string | null;
  /** Why it is not so. */
  readonly said: string | null;
  /** What is to show that it was paid; `downloadDocument` fetches it until it is decided. */
  readonly paper: { readonly title: string; readonly storage_path: string } | null;
}

/**
 * For staff: what both sides said of what an exception of kind offline_disputed or deposit_return_disputed is about. It is
 * decided with `confirmOfflinePayment` or `rejectOfflinePayment`, and with `decideDepositReturn`. `reason` says why you look: it
 * is kept, and both sides see that somebody looked.
 */
export async function readDisputedMoney(
  estate: Estate,
  exceptionId: string,
  reason: string,
): Promise<DisputedMoney> {
  return dataAs<DisputedMoney>(
    await estate.rpc("read_disputed_money", { exception_id: exceptionId, reason }),
  );
}
