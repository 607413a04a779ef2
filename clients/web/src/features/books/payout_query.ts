/** Payouts: what providers hold, what is on its way to the bank, and what is done about it. */
import { queryOptions } from "@tanstack/react-query";
import type { Payout } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** What each provider holds. */
export const fundsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["payouts", orgId, "funds"],
    queryFn: async () => {
      const [client, { payoutFunds }] = await sdk();
      return await payoutFunds(client, orgId);
    },
    meta: { keep: true },
  });

/** Payouts, newest first. */
export const payoutsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["payouts", orgId, "list"],
    queryFn: async () => {
      const [client, { listPayouts }] = await sdk();
      return await listPayouts(client, orgId);
    },
    meta: { keep: true },
  });

/** The organization's own bank accounts. */
export const payeeAccountsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["accounts", orgId],
    queryFn: async () => {
      const [client, { listPayeeAccounts }] = await sdk();
      return await listPayeeAccounts(client, orgId);
    },
  });

/** What is asked for. */
export interface AskedPayout {
  readonly orgId: string;
  readonly payeeAccountId: string;
  readonly amountKobo: number;
  readonly note?: string;
}

/** Asks. @throws {EstateError} */
export async function askPayout(asked: AskedPayout, clientId: string): Promise<Payout> {
  const [client, { requestPayout }] = await sdk();
  return await requestPayout(client, asked, clientId);
}

/** What can be said of one that was asked for. */
export type PayoutAct = "approve" | "decline" | "withdraw";

/** Says it; all but approving need a reason. @throws {EstateError} */
export async function actOnPayout(id: string, act: PayoutAct, reason: string): Promise<Payout> {
  const [client, { approvePayout, declinePayout, withdrawPayout }] = await sdk();
  switch (act) {
    case "approve":
      return await approvePayout(client, id);
    case "decline":
      return await declinePayout(client, id, reason);
    case "withdraw":
      return await withdrawPayout(client, id, reason);
  }
}
