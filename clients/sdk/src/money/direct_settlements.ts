import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** To which bank account a provider pays an organization's share of online payments by itself. */
export type DirectSettlement = Database["public"]["Tables"]["direct_settlements"]["Row"];
/** On which terms a payment was begun: what the platform takes of it, and what went straight to the bank. In kobo. */
export type PaymentTerms = Database["public"]["Tables"]["payment_terms"]["Row"];

/**
 * Asks that an organization's share of online payments be paid straight to a bank account of theirs. Another member with
 * money.payout approves it; where there is none it is approved at once. Approving takes a second factor. Show
 * `platformFeeQuote` before.
 * @throws {EstateError} payout.cooling_off, auth.insufficient_assurance, direct_settlement.waiting, and what else docs/problems says
 */
export async function requestDirectSettlement(
  estate: Estate,
  orgId: string,
  payeeAccountId: string,
): Promise<DirectSettlement> {
  return dataOf(
    await estate.rpc("request_direct_settlement", {
      org_id: orgId,
      payee_account_id: payeeAccountId,
    }),
  );
}

/**
 * Approves what another member asked for: payments are split once the provider knows the account.
 * @throws {EstateError} auth.insufficient_assurance, direct_settlement.own, and what else docs/problems says
 */
export async function approveDirectSettlement(
  estate: Estate,
  directSettlementId: string,
): Promise<DirectSettlement> {
  return dataOf(
    await estate.rpc("approve_direct_settlement", { direct_settlement_id: directSettlementId }),
  );
}

/** Declines what waits, or withdraws what you asked for. */
export async function declineDirectSettlement(
  estate: Estate,
  directSettlementId: string,
  reason: string,
): Promise<DirectSettlement> {
  return dataOf(
    await estate.rpc("decline_direct_settlement", {
      direct_settlement_id: directSettlementId,
      reason,
    }),
  );
}

/** Ends it at once: what comes in is held by the provider again, for payouts. */
export async function endDirectSettlement(
  estate: Estate,
  directSettlementId: string,
  reason: string,
): Promise<DirectSettlement> {
  return dataOf(
    await estate.rpc("end_direct_settlement", { direct_settlement_id: directSettlementId, reason }),
  );
}

/** Those of an organization, newest first. */
export async function listDirectSettlements(
  estate: Estate,
  orgId: string,
): Promise<DirectSettlement[]> {
  return dataOf(
    await estate.from("direct_settlements").select("*").eq("org_id", orgId)
      .order("id", { ascending: false }),
  );
}

/** On which terms payments of an organization were begun, newest first. */
export async function listPaymentTerms(
  estate: Estate,
  orgId: string,
  limit = 100,
): Promise<PaymentTerms[]> {
  return dataOf(
    await estate.from("payment_terms").select("*").eq("org_id", orgId)
      .order("id", { ascending: false }).limit(limit),
  );
}

/**
 * For staff, of a payment whose split the provider tells in a shape that nobody could read: how much of it went to the
 * payee's bank, as its dashboard shows.
 */
export async function clearSplit(
  estate: Estate,
  paymentId: string,
  payeeKobo: number,
  note: string,
): Promise<PaymentTerms> {
  return dataOf(
    await estate.rpc("clear_split", { payment_id: paymentId, payee_kobo: payeeKobo, note }),
  );
}

/**
 * For staff, of a subaccount of which nobody knows whether the provider made it: its code in the provider's dashboard,
 * or none if there is none.
 */
export async function clearSubaccount(
  estate: Estate,
  directSettlementId: string,
  note: string,
  subaccountCode?: string,
): Promise<DirectSettlement> {
  return dataOf(
    await estate.rpc("clear_subaccount", {
      direct_settlement_id: directSettlementId,
      note,
      ...given({ subaccount_code: subaccountCode }),
    }),
  );
}
