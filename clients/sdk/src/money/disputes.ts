/** Payments that a payer's bank disputes, and what the payee answers. */
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";

/** A dispute, until when it is to be answered (UTC), and how it stands. Amounts in kobo. */
export type Dispute = Database["public"]["Tables"]["disputes"]["Row"];
/** accept: the money goes back; contest: it stays, as the evidence shows. */
export type DisputeAnswer = Database["public"]["Enums"]["dispute_answer"];

/** Disputes of your organization's payments, newest first; for staff those of all. */
export async function listDisputes(
  estate: Estate,
  of: { readonly orgId?: string; readonly status?: Dispute["status"]; readonly limit?: number } =
    {},
): Promise<Dispute[]> {
  let found = estate.from("disputes").select("*").order("id", { ascending: false })
    .limit(of.limit ?? 100);
  if (of.orgId !== undefined) found = found.eq("org_id", of.orgId);
  if (of.status !== undefined) found = found.eq("status", of.status);
  return dataOf(await found);
}

/** Answers an open dispute before its time is up; it can be corrected until it is being sent to the provider. */
export async function answerDispute(
  estate: Estate,
  disputeId: string,
  answer: DisputeAnswer,
  note: string,
  documentId?: string,
): Promise<Dispute> {
  return dataOf(
    await estate.rpc("answer_dispute", {
      dispute_id: disputeId,
      answer,
      note,
      ...given({ document_id: documentId }),
    }),
  );
}
