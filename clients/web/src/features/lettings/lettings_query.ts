/** Tenancies of an organization. */
import { queryOptions } from "@tanstack/react-query";
import type { Letting, MandatedLetting, Tenancy, TenancyNotice } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** Which tenancies a list shows. */
export const shownLettings = ["now", "over"] as const;
/** One of them. */
export type ShownLettings = (typeof shownLettings)[number];

const statuses: Readonly<Record<ShownLettings, readonly Tenancy["status"][]>> = {
  now: ["draft", "offered", "active", "notice_given", "holding_over"],
  over: ["ended", "cancelled", "passed_on"],
};

/** A tenancy in the list: of a home of one's own, or of an owner's for whom one signs. */
export type ShownLetting = Letting & Partial<Pick<MandatedLetting, "owner">>;

/** Those of a tab in the organization's own homes, the first to end before the others. */
export const lettingsQuery = (orgId: string, shown: ShownLettings) =>
  queryOptions({
    queryKey: ["tenancy", "lettings", orgId, shown],
    queryFn: async (): Promise<readonly ShownLetting[]> => {
      const { client, listLettings } = await sdk();
      return await listLettings(client, orgId, statuses[shown]);
    },
    meta: { keep: true },
  });

/** Those of a tab in homes of owners, by mandate: read beside the others, which do not wait for it. */
export const ownersLettingsQuery = (orgId: string, shown: ShownLettings) =>
  queryOptions({
    queryKey: ["tenancy", "lettings", orgId, shown, "of owners"],
    queryFn: async (): Promise<readonly ShownLetting[]> => {
      const { client, listMandatedHomes, listMandatedLettings } = await sdk();
      const homes = await listMandatedHomes(client, orgId);
      return await listMandatedLettings(client, homes, statuses[shown]);
    },
    meta: { keep: true },
  });

/** One of them. */
export const lettingQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "letting", tenancyId],
    queryFn: async (): Promise<Letting> => {
      const { client, getLetting } = await sdk();
      return await getLetting(client, tenancyId);
    },
    meta: { keep: true },
  });

/** What renews it. */
export const renewalsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "renewals", tenancyId],
    queryFn: async (): Promise<readonly Tenancy[]> => {
      const { client, listRenewals } = await sdk();
      return await listRenewals(client, tenancyId);
    },
    meta: { keep: true },
  });

/** The notice that stands; null while none does. */
export const noticeQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "notice", tenancyId],
    queryFn: async (): Promise<TenancyNotice | null> => {
      const { client, listNotices } = await sdk();
      return (await listNotices(client, tenancyId)).find((it) => it.withdrawn_at === null) ?? null;
    },
    meta: { keep: true },
  });
