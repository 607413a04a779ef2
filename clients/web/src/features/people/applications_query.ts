/** Applications for the homes of an organization. */
import { queryOptions } from "@tanstack/react-query";
import type { AppliedListing, ReceivedApplication } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** Which applications a list shows. */
export const shownApplications = ["open", "over"] as const;
/** One of them. */
export type ShownApplications = (typeof shownApplications)[number];

const over: readonly ReceivedApplication["status"][] = [
  "declined",
  "withdrawn",
  "expired",
  "converted",
];

/** Whether an application is among them. */
export const isShown = (shown: ShownApplications, { status }: ReceivedApplication): boolean =>
  over.includes(status) === (shown === "over");

/** All that were received, newest first; of one listing, where it is named. What applicants tell is not kept on the phone. */
export const applicationsQuery = (orgId: string, listingId?: string) =>
  queryOptions({
    queryKey: ["applications", "received", orgId, listingId ?? "all"],
    queryFn: async (): Promise<readonly ReceivedApplication[]> => {
      const { client, listReceivedApplications } = await sdk();
      return await listReceivedApplications(
        client,
        orgId,
        listingId === undefined ? {} : { listingId },
      );
    },
  });

/** One of them. */
export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ["applications", "one", id],
    queryFn: async (): Promise<ReceivedApplication> => {
      const { client, getReceivedApplication } = await sdk();
      return await getReceivedApplication(client, id);
    },
  });

/** The applications under the listing that they are for, in the order in which they came. */
export function byListing(
  all: readonly ReceivedApplication[],
): readonly { readonly listing: AppliedListing; readonly all: readonly ReceivedApplication[] }[] {
  const found = new Map<string, ReceivedApplication[]>();
  for (const it of all) found.set(it.listing_id, [...found.get(it.listing_id) ?? [], it]);
  return [...found.values()].flatMap((all) =>
    all[0] === undefined ? [] : [{ listing: all[0].listing, all }]
  );
}
