/** The books: what stands on each account, and what moved it. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "../../session/estate.ts";
import type { SpanDays } from "./span.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** What stands on each account today. */
export const balancesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["money", orgId, "accounts"],
    queryFn: async () => {
      const [client, { accountBalances }] = await sdk();
      return await accountBalances(client, orgId);
    },
    meta: { keep: true },
  });

/** What moved one. */
export const statementQuery = (accountId: string, { fromOn, untilOn }: SpanDays) =>
  queryOptions({
    queryKey: ["money", "account", accountId, fromOn, untilOn],
    queryFn: async () => {
      const [client, { accountStatement }] = await sdk();
      return await accountStatement(client, accountId, { fromOn, untilOn });
    },
    meta: { keep: true },
  });
