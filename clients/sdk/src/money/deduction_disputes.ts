/** Disputing what was kept of a caution deposit: a tenant says why, the landlord's side answers, the tenant replies. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** What was said against a deduction, what was answered, and whether that ended it. */
export type DeductionDispute = Database["public"]["Tables"]["deduction_disputes"]["Row"];
/** Where it stands. */
export type DeductionDisputeStatus = Database["public"]["Enums"]["deduction_dispute_status"];

/** Disputes about a tenancy's deposit, oldest first. */
export async function listDeductionDisputes(
  estate: Estate,
  tenancyId: string,
): Promise<DeductionDispute[]> {
  return dataOf(
    await estate.from("deduction_disputes").select("*").eq("tenancy_id", tenancyId).order("id"),
  );
}

/**
 * Says, as a tenant, why a part of the deposit should not have been kept. What is held is due for return all the while.
 * Once for each deduction; safe to repeat.
 *
 * @throws {EstateError} deposit.already_disputed, deposit.not_disputable, deposit.bad_reason, deposit.bad_evidence
 */
export async function disputeDeduction(
  estate: Estate,
  deductionId: string,
  said: {
    /** 3 to 1,000 characters, which the landlord's side reads. */
    readonly reason: string;
    /** A paper or photo of the tenancy that shows it: addDocument() adds one. */
    readonly documentId?: string;
  },
): Promise<DeductionDispute> {
  return dataOf(
    await estate.rpc("dispute_deduction", {
      deduction_id: deductionId,
      reason: said.reason,
      ...given({ document_id: said.documentId }),
    }),
  );
}

/**
 * Answers a dispute for the landlord's side: all of it stays kept, less, or nothing. What is not kept any more is held again.
 * Safe to repeat.
 *
 * @throws {EstateError} deposit.bad_answer, deposit.own_dispute, deduction_dispute.illegal_transition
 */
export async function answerDeductionDispute(
  estate: Estate,
  disputeId: string,
  answer: {
    /** How much stays kept, in kobo; 0 withdraws the deduction. */
    readonly keptKobo: number;
    /** 3 to 1,000 characters, which the tenants read. */
    readonly answer: string;
  },
): Promise<DeductionDispute> {
  return dataOf(
    await estate.rpc("answer_deduction_dispute", {
      dispute_id: disputeId,
      kept_kobo: answer.keptKobo,
      answer: answer.answer,
    }),
  );
}

/** Says, as a tenant, whether the answer is accepted; who still disagrees stays on record. Safe to repeat. */
export async function replyToDeductionAnswer(
  estate: Estate,
  disputeId: string,
  agrees: boolean,
): Promise<DeductionDispute> {
  return dataOf(
    await estate.rpc("reply_to_deduction_answer", { dispute_id: disputeId, agrees }),
  );
}
