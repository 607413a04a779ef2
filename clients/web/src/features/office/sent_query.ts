/** What went to tenants by SMS and e-mail. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { SentMessage } from "@estate/sdk";
import { sdk } from "./addressees_query.ts";

/** Which of them a list shows. */
export const shownSent = ["all", "failed", "suppressed"] as const;
/** One of them. */
export type ShownSent = (typeof shownSent)[number];

const pageSize = 50;

/** Page by page, newest first. */
export const sentQuery = (orgId: string, shown: ShownSent) =>
  infiniteQueryOptions({
    queryKey: ["notifications", "sent", orgId, shown],
    queryFn: async ({ pageParam }): Promise<readonly SentMessage[]> => {
      const [client, { listSentMessages }] = await sdk();
      return await listSentMessages(client, orgId, {
        limit: pageSize,
        ...(shown === "all" ? {} : { status: shown }),
        ...(pageParam === undefined ? {} : { beforeId: pageParam }),
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.length < pageSize ? undefined : last.at(-1)?.id,
  });
