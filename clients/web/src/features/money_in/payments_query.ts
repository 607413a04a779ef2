/** Payments that were reported offline, and their proofs. */
import { queryOptions } from "@tanstack/react-query";
import type { OfflinePayment, ReportedBeside } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** What a tab of the screen shows. */
export const shownPayments = ["waiting", "asked", "done"] as const;
/** One of them. */
export type ShownPayments = (typeof shownPayments)[number];

const states: Readonly<Record<ShownPayments, readonly OfflinePayment["status"][]>> = {
  waiting: ["submitted"],
  asked: ["needs_more", "recorded", "disputed"],
  done: ["confirmed", "rejected", "expired", "reversed"],
};

/** Those of a tab, each beside what it is to settle. */
export const paymentsQuery = (orgId: string, shown: ShownPayments) =>
  queryOptions({
    queryKey: ["payments", orgId, "reported", shown],
    queryFn: async (): Promise<ReportedBeside[]> => {
      const [client, { listReportedPayments }] = await Promise.all([
        estate(),
        import("@estate/sdk"),
      ]);
      return await listReportedPayments(client, orgId, states[shown]);
    },
    meta: { keep: true },
  });

/** The file of a proof. Never kept on the phone: it shows somebody's bank account. */
export const proofQuery = (storagePath: string) =>
  queryOptions({
    queryKey: ["payments", "proof", storagePath],
    queryFn: async (): Promise<Blob> => {
      const [client, { downloadPaymentProof }] = await Promise.all([
        estate(),
        import("@estate/sdk"),
      ]);
      return await downloadPaymentProof(client, { storage_path: storagePath });
    },
    staleTime: Infinity,
    gcTime: 300_000,
  });
