/** The listings of an organization, and one of them with its photos. */
import { queryOptions } from "@tanstack/react-query";
import type { ListedHome, Listing, MandatedListing, NamedMandate, Photo } from "@estate/sdk";
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

/** A listing of the organization's own, or one that it lists for an owner. */
export type OurListing = ListedHome & Partial<Pick<MandatedListing, "owner">>;

/** Those of a tab, latest first: the organization's own, and what it lists for owners. */
export const listingsQuery = (orgId: string, shown: ShownListings) =>
  queryOptions({
    queryKey: ["listings", orgId, shown],
    queryFn: async (): Promise<readonly OurListing[]> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const of = { statuses: statuses[shown] };
      const [own, mandated] = await Promise.all([
        sdk.listListings(client, orgId, of),
        sdk.listMandatedListings(client, orgId, of),
      ]);
      return [...mandated, ...own].sort((a, b) => a.id < b.id ? 1 : -1);
    },
    meta: { keep: true },
  });

/** The mandate under which an organization lists for an owner; null where it has none of that id. */
export const mandateOfListingQuery = (orgId: string, mandateId: string | null) =>
  queryOptions({
    queryKey: ["mandates", orgId, "one", mandateId ?? "none"],
    queryFn: async (): Promise<NamedMandate | null> => {
      const [client, { listNamedMandates }] = await sdk();
      const all = await listNamedMandates(client, orgId, 500);
      return all.find((it) => it.id === mandateId && it.agent_org_id === orgId) ?? null;
    },
    enabled: mandateId !== null,
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

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** What it costs to move in, with what breaks a rule of the place. */
export const costsQuery = (id: string) =>
  queryOptions({
    queryKey: ["listings", "costs", id],
    queryFn: async () => {
      const [client, { getListingCosts }] = await sdk();
      return await getListingCosts(client, id);
    },
    meta: { keep: true },
  });

/** Its fees, as they are written. */
export const feesQuery = (id: string) =>
  queryOptions({
    queryKey: ["listings", "fees", id],
    queryFn: async () => {
      const [client, { listListingFees }] = await sdk();
      return await listListingFees(client, id);
    },
    meta: { keep: true },
  });

/** What it asked, newest first. */
export const pricesQuery = (id: string) =>
  queryOptions({
    queryKey: ["listings", "prices", id],
    queryFn: async () => {
      const [client, { listListingPrices }] = await sdk();
      return await listListingPrices(client, id);
    },
    meta: { keep: true },
  });

/** The unit that is to be listed, with its property. */
export const unitToListQuery = (unitId: string | undefined) =>
  queryOptions({
    queryKey: ["homes", "unit", unitId ?? "none"],
    queryFn: async () => {
      const [client, { getUnit }] = await sdk();
      return await getUnit(client, unitId ?? "");
    },
    enabled: unitId !== undefined,
  });
