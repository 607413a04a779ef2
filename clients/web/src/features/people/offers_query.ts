/** Offers for the homes of an organization. */
import { queryOptions } from "@tanstack/react-query";
import type { Offer, ReceivedOffer } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** Which offers a list shows. */
export const shownOffers = ["open", "agreed", "over"] as const;
/** One of them. */
export type ShownOffers = (typeof shownOffers)[number];

const statuses: Readonly<Record<ShownOffers, readonly Offer["status"][]>> = {
  open: ["open"],
  agreed: ["accepted", "converted"],
  over: ["declined", "withdrawn", "expired", "lapsed"],
};

/** Those of a tab, newest first. */
export const offersQuery = (orgId: string, shown: ShownOffers) =>
  queryOptions({
    queryKey: ["offers", "received", orgId, shown],
    queryFn: async (): Promise<readonly ReceivedOffer[]> => {
      const { client, listReceivedOffers } = await sdk();
      return await listReceivedOffers(client, orgId, statuses[shown]);
    },
    meta: { keep: true },
  });

/** One of them. */
export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ["offers", "received one", id],
    queryFn: async (): Promise<ReceivedOffer> => {
      const { client, getReceivedOffer } = await sdk();
      return await getReceivedOffer(client, id);
    },
    meta: { keep: true },
  });

/** The one about an application that is open or agreed; null where there is none. */
export const offerOfApplicationQuery = (orgId: string, applicationId: string) =>
  queryOptions({
    queryKey: ["offers", "of application", orgId, applicationId],
    queryFn: async (): Promise<ReceivedOffer | null> => {
      const { client, listReceivedOffers } = await sdk();
      const all = await listReceivedOffers(client, orgId, [
        ...statuses.open,
        ...statuses.agreed,
      ]);
      return all.find((it) => it.application_id === applicationId) ?? null;
    },
  });
