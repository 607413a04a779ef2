/** Caution deposits: what is held, what was kept of it and why. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** What is held of a tenancy's deposit, in kobo, and whether it is due for refund. */
export type Deposit = Database["public"]["Functions"]["deposit_of"]["Returns"][number];
/** What was kept of a deposit, why, and what shows it. */
export type DepositDeduction = Database["public"]["Tables"]["deposit_deductions"]["Row"];

/** The deposit of a tenancy that you see; undefined when there is none to see. */
export async function readDeposit(
  estate: Estate,
  tenancyId: string,
): Promise<Deposit | undefined> {
  return dataOf(await estate.rpc("deposit_of", { tenancy_id: tenancyId }))[0];
}

/** What was kept of a tenancy's deposit, oldest first. */
export async function listDeductions(
  estate: Estate,
  tenancyId: string,
): Promise<DepositDeduction[]> {
  return dataOf(
    await estate.from("deposit_deductions").select().eq("tenancy_id", tenancyId).order("id"),
  );
}

/** Keeps a part of a deposit once the tenancy has ended: for damage that an item or a paper shows, or for a charge. */
export async function deductFromDeposit(
  estate: Estate,
  deduction: {
    readonly tenancyId: string;
    readonly amountKobo: number;
    /** What the tenants read. */
    readonly reason: string;
    readonly itemId?: string;
    readonly documentId?: string;
    readonly chargeId?: string;
    /** An id of your own choice makes it safe to repeat. */
    readonly clientId: string;
  },
): Promise<DepositDeduction> {
  return dataOf(
    await estate.rpc("deduct_from_deposit", {
      tenancy_id: deduction.tenancyId,
      amount_kobo: deduction.amountKobo,
      reason: deduction.reason,
      client_id: deduction.clientId,
      ...given({
        item_id: deduction.itemId,
        document_id: deduction.documentId,
        charge_id: deduction.chargeId,
      }),
    }),
  );
}

/**
 * Takes back what was kept of a deposit by mistake: it is held as before, and a charge for damage that was made for it goes
 * too. Safe to repeat.
 */
export async function takeBackDeduction(
  estate: Estate,
  deductionId: string,
  reason: string,
): Promise<DepositDeduction> {
  return dataOf(await estate.rpc("take_back_deduction", { deduction_id: deductionId, reason }));
}
