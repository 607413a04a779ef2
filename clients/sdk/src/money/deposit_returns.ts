/** Giving caution deposits back: the statement, and returns that a second person or a tenant confirms. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A line of a deposit's statement, in kobo. */
export type DepositLine = Database["public"]["Functions"]["deposit_statement"]["Returns"][number];
/** What was given back of a deposit, how, and whether the other side agrees. */
export type DepositReturn = Database["public"]["Tables"]["deposit_returns"]["Row"];
/** How it was given back. */
export type DepositReturnMethod = Database["public"]["Enums"]["deposit_return_method"];

/** The deposit of a tenancy line by line; the last balance is what is still to be returned. */
export async function depositStatement(estate: Estate, tenancyId: string): Promise<DepositLine[]> {
  return dataOf(await estate.rpc("deposit_statement", { tenancy_id: tenancyId }));
}

/** What was given back of a tenancy's deposit, oldest first. */
export async function listDepositReturns(
  estate: Estate,
  tenancyId: string,
): Promise<DepositReturn[]> {
  return dataOf(
    await estate.from("deposit_returns").select("*").eq("tenancy_id", tenancyId).order("id"),
  );
}

/**
 * Records that a deposit, or a part of it, was given back. It stands once another member confirms it, or a tenant does,
 * or no tenant disputes it within a week.
 *
 * @throws {EstateError} deposit.bad_return, deposit.still_let, deposit.not_enough, deposit.already_returned,
 *   deposit.return_decided
 */
export async function recordDepositReturn(
  estate: Estate,
  made: {
    readonly tenancyId: string;
    readonly amountKobo: number;
    readonly method: DepositReturnMethod;
    /** Such as 2026-12-01. */
    readonly returnedOn: string;
    /** Of the transfer, which has one, or the cheque. */
    readonly bankReference?: string;
    /** A paper of the tenancy that shows it. */
    readonly documentId?: string;
    /** An id of your own choice makes it safe to repeat. */
    readonly clientId: string;
  },
): Promise<DepositReturn> {
  return dataOf(
    await estate.rpc("record_deposit_return", {
      tenancy_id: made.tenancyId,
      amount_kobo: made.amountKobo,
      method: made.method,
      returned_on: made.returnedOn,
      client_id: made.clientId,
      ...given({ bank_reference: made.bankReference, document_id: made.documentId }),
    }),
  );
}

/** Says that a deposit came back: as a tenant, or as another member than who recorded it. Safe to repeat. */
export async function confirmDepositReturn(
  estate: Estate,
  returnId: string,
): Promise<DepositReturn> {
  return dataOf(await estate.rpc("confirm_deposit_return", { return_id: returnId }));
}

/** Says, as a tenant, that a deposit did not come back as was recorded; staff decide. */
export async function disputeDepositReturn(
  estate: Estate,
  returnId: string,
  reason: string,
): Promise<DepositReturn> {
  return dataOf(await estate.rpc("dispute_deposit_return", { return_id: returnId, reason }));
}

/** Takes a record back that was wrong and that nobody has answered; the deposit is held again. */
export async function withdrawDepositReturn(
  estate: Estate,
  returnId: string,
  reason: string,
): Promise<DepositReturn> {
  return dataOf(await estate.rpc("withdraw_deposit_return", { return_id: returnId, reason }));
}

/** For staff: decides on a disputed return. */
export async function decideDepositReturn(
  estate: Estate,
  returnId: string,
  decision: { readonly wasReturned: boolean; readonly reason: string },
): Promise<DepositReturn> {
  return dataOf(
    await estate.rpc("decide_deposit_return", {
      return_id: returnId,
      was_returned: decision.wasReturned,
      reason: decision.reason,
    }),
  );
}
