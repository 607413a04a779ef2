/** Money that goes back: refunds, and payments that a payer's bank disputes. */
import { queryOptions } from "@tanstack/react-query";
import type { Dispute, DisputeAnswer } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Refunds, newest first. */
export const refundsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["refunds", orgId],
    queryFn: async () => {
      const [client, { listRefunds }] = await sdk();
      return await listRefunds(client, { orgId });
    },
    meta: { keep: true },
  });

/** Disputes, newest first. */
export const disputesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["refunds", orgId, "disputes"],
    queryFn: async () => {
      const [client, { listDisputes }] = await sdk();
      return await listDisputes(client, { orgId });
    },
    meta: { keep: true },
  });

/** What is said of a refund. */
export type RefundDecision =
  | { readonly act: "approve"; readonly iAmAlone: boolean }
  | { readonly act: "decline" | "withdraw"; readonly reason: string }
  | {
    readonly act: "paid";
    readonly paidOn: string;
    readonly reference: string;
    readonly note: string;
    readonly iAmAlone: boolean;
  };

/** Says it. @throws {EstateError} */
export async function decideRefund(id: string, decision: RefundDecision): Promise<void> {
  const [client, calls] = await sdk();
  switch (decision.act) {
    case "approve":
      await calls.approveRefund(client, id, { iAmAlone: decision.iAmAlone });
      break;
    case "decline":
      await calls.declineRefund(client, id, decision.reason);
      break;
    case "withdraw":
      await calls.withdrawRefund(client, id, decision.reason);
      break;
    case "paid": {
      const { act: _, ...paid } = decision;
      await calls.recordRefundPaid(client, id, paid);
    }
  }
}

/** An answer to a dispute, with a paper that shows it. */
export interface Answer {
  readonly answer: DisputeAnswer;
  readonly note: string;
  readonly paper: File | undefined;
}

/** Gives it; the paper is put with the tenancy's first. @throws {EstateError} */
export async function answer(dispute: Dispute, { answer, note, paper }: Answer): Promise<void> {
  const [client, { addDocument, answerDispute }] = await sdk();
  const document = paper === undefined ? undefined : await addDocument(client, {
    tenancy_id: dispute.subject_id,
    kind: "other",
    title: paper.name.slice(0, 100),
  }, paper);
  await answerDispute(client, dispute.id, answer, note, document?.id);
}
