/** What an agency works on today under mandates, and what is listed of it. */
import { queryOptions } from "@tanstack/react-query";
import type { ListedHome, MandatedHomes, MandatedLetting, MandatedRent } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** Mandates in force with what they reach, the listings of those owners that are not over, the rents to collect, and the tenancies to sign for. */
export interface MandatedWork {
  readonly homes: readonly MandatedHomes[];
  readonly listings: readonly ListedHome[];
  readonly rents: readonly MandatedRent[];
  readonly lettings: readonly MandatedLetting[];
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

const current = ["offered", "active", "notice_given", "holding_over"] as const;

/** All of it. */
export const mandatedQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["mandates", orgId, "homes"],
    queryFn: async (): Promise<MandatedWork> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const homes = await sdk.listMandatedHomes(client, orgId);
      const owners = [...new Set(homes.map(({ mandate }) => mandate.org_id))];
      const [rents, lettings, ...listings] = await Promise.all([
        sdk.listMandatedRents(client, homes),
        sdk.listMandatedLettings(client, homes, current),
        ...owners.map((owner) => sdk.listListings(client, owner, { statuses: open, limit: 1000 })),
      ]);
      return { homes, listings: listings.flat(), rents, lettings };
    },
    meta: { keep: true },
  });
