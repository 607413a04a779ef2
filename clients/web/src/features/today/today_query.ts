/** What needs somebody of an organization, and how it stands. */
import { queryOptions } from "@tanstack/react-query";
import type { OrgToday } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** In one call; stale with nearly every piece of news, kept on the phone. */
export const todayQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["today", orgId],
    queryFn: async (): Promise<OrgToday> => {
      const [client, { orgToday }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await orgToday(client, orgId);
    },
    meta: { keep: true },
  });

/** Where its money may go; the same as in the settings. */
export const accountsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["accounts", orgId],
    queryFn: async () => {
      const [client, { listPayeeAccounts }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await listPayeeAccounts(client, orgId);
    },
  });

/** The terms in force, by the rent roll. */
export const termsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["money", orgId, "terms"],
    queryFn: async (): Promise<readonly { readonly ends_on: string | null }[]> => {
      const [client, { rentRoll }] = await Promise.all([estate(), import("@estate/sdk")]);
      const rows = await rentRoll(client, orgId);
      return rows.filter((row) => (row.tenancy_id as string | null) !== null)
        .map(({ ends_on }) => ({ ends_on }));
    },
    meta: { keep: true },
  });
