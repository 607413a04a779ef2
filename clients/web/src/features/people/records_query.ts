/** Rental records that people share with an organization, or were asked for. */
import { queryOptions } from "@tanstack/react-query";
import type { ReceivedConsent, SharedTenancy } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** The last word of each person, newest first; of one person, where they are named. What applicants tell is not kept on the phone. */
export const recordsQuery = (orgId: string, personId?: string) =>
  queryOptions({
    queryKey: ["history", "received", orgId, personId ?? "all"],
    queryFn: async (): Promise<readonly ReceivedConsent[]> => {
      const { client, listReceivedConsents } = await sdk();
      return await listReceivedConsents(client, orgId, personId);
    },
    // That somebody takes it back is no news: who comes here sees how it stands.
    staleTime: 0,
  });

/** A look at one. Each is noted and told to its person: it is read once, whatever becomes stale, and anew when it is opened anew. */
export const lookQuery = (consentId: string) =>
  queryOptions({
    queryKey: ["history", "look", consentId],
    queryFn: async (): Promise<readonly SharedTenancy[]> => {
      const { client, readSharedHistory } = await sdk();
      return await readSharedHistory(client, consentId);
    },
    staleTime: "static",
    gcTime: 0,
    retry: false,
  });
