/** What an agency works on today under mandates, and what is listed of it. */
import { queryOptions } from "@tanstack/react-query";
import type { ListedHome, MandatedHomes, MandatedRent } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** Mandates in force with what they reach, the listings of those owners that are not over, and the rents to collect. */
export interface MandatedWork {
  readonly homes: readonly MandatedHomes[];
  readonly listings: readonly ListedHome[];
  readonly rents: readonly MandatedRent[];
}

const open = [
  "draft",
  "pending_review",
  "published",
  "stale",
  "paused",
  "reserved",
  "under_offer",
  "suspended",
] as const;

/** All of it. */
export const mandatedQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["mandates", orgId, "homes"],
    queryFn: async (): Promise<MandatedWork> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const homes = await sdk.listMandatedHomes(client, orgId);
      const owners = [...new Set(homes.map(({ mandate }) => mandate.org_id))];
      const [rents, ...listings] = await Promise.all([
        sdk.listMandatedRents(client, homes),
        ...owners.map((owner) => sdk.listListings(client, owner, { statuses: open, limit: 1000 })),
      ]);
      return { homes, listings: listings.flat(), rents };
    },
    meta: { keep: true },
  });
