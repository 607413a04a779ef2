/** Questions about the homes of an organization. */
import { queryOptions } from "@tanstack/react-query";
import type { Enquiry, ReceivedEnquiry } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** Which questions a list shows. */
export const shownEnquiries = ["waiting", "answered", "closed"] as const;
/** One of them. */
export type ShownEnquiries = (typeof shownEnquiries)[number];

const statuses: Readonly<Record<ShownEnquiries, Enquiry["status"]>> = {
  waiting: "new",
  answered: "answered",
  closed: "closed",
};

/** Those of a tab: who waits longest first, of the others the newest. */
export const enquiriesQuery = (orgId: string, shown: ShownEnquiries) =>
  queryOptions({
    queryKey: ["enquiries", "received", orgId, shown],
    queryFn: async (): Promise<readonly ReceivedEnquiry[]> => {
      const { client, listReceivedEnquiries } = await sdk();
      return await listReceivedEnquiries(client, orgId, [statuses[shown]]);
    },
    meta: { keep: true },
  });
