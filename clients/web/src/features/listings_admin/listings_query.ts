/** The listings of an organization, and one of them with its photos. */
import { queryOptions } from "@tanstack/react-query";
import type { ListedHome, Listing, Photo } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** Which listings a list shows. */
export const shownListings = ["live", "drafts", "over"] as const;
/** One of them. */
export type ShownListings = (typeof shownListings)[number];

const statuses: Readonly<Record<ShownListings, readonly Listing["status"][]>> = {
  live: ["published", "stale", "paused", "reserved", "under_offer", "suspended"],
  drafts: ["draft", "pending_review"],
  over: ["let", "sold", "closed"],
};

/** Those of a tab, latest first. */
export const listingsQuery = (orgId: string, shown: ShownListings) =>
  queryOptions({
    queryKey: ["listings", orgId, shown],
    queryFn: async (): Promise<readonly ListedHome[]> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return await sdk.listListings(client, orgId, { statuses: statuses[shown] });
    },
    meta: { keep: true },
  });

/** One of them, as it is written. */
export const myListingQuery = (id: string) =>
  queryOptions({
    queryKey: ["listings", "one", id],
    queryFn: async (): Promise<Listing> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return await sdk.getMyListing(client, id);
    },
    meta: { keep: true },
  });

/** Its photos, the cover first. */
export const photosQuery = (id: string) =>
  queryOptions({
    queryKey: ["listings", "photos", id],
    queryFn: async (): Promise<readonly Photo[]> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return await sdk.listPhotos(client, id);
    },
    meta: { keep: true },
  });
