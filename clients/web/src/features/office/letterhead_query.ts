/** The letterhead that holds, with name, address and logo. */
import { queryOptions } from "@tanstack/react-query";
import type { Letterhead } from "@estate/sdk";
import { sdk } from "./addressees_query.ts";

/** What stands at the head of a paper; `head` is undefined where none was set. */
export interface HeadedPaper {
  readonly name: string;
  readonly address: string;
  readonly head: Letterhead | null;
}

/** The letterhead. */
export const letterheadQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["papers", "letterhead", orgId],
    queryFn: async (): Promise<HeadedPaper> => {
      const [client, { letterheadOf, sendersAddress }] = await sdk();
      const [head, sender] = await Promise.all([
        letterheadOf(client, orgId),
        sendersAddress(client, orgId),
      ]);
      return { name: sender?.name ?? "", address: sender?.address ?? "", head: head ?? null };
    },
  });

/** A logo as a picture; null: there is none. */
export const logoQuery = (orgId: string, logoId: string | null) =>
  queryOptions({
    queryKey: ["papers", "logo", orgId, logoId],
    queryFn: async (): Promise<Blob | null> => {
      if (logoId === null) return null;
      const [client, { downloadLogo }] = await sdk();
      return await downloadLogo(client, orgId, logoId) ?? null;
    },
    staleTime: Infinity,
  });
