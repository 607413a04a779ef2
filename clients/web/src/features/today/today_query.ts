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
