/** When homes of an organization are shown, and to whom. */
import { queryOptions } from "@tanstack/react-query";
import type { ListedHome, OfferedViewing } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { sdk } from "../../session/home_queries.ts";

/** Which viewings a list shows. */
export const shownViewings = ["coming", "past"] as const;
/** One of them. */
export type ShownViewings = (typeof shownViewings)[number];

/** Today's and later ones from the next on, or those of the days before, latest first. */
export const viewingsQuery = (orgId: string, shown: ShownViewings) =>
  queryOptions({
    queryKey: ["viewings", "offered", orgId, shown, today()],
    queryFn: async (): Promise<readonly OfferedViewing[]> => {
      const { client, listOfferedViewings } = await sdk();
      // In Lagos the day begins an hour before it does in UTC.
      const midnight = new Date(`${today()}T00:00:00+01:00`);
      return await listOfferedViewings(
        client,
        orgId,
        shown === "coming" ? { from: midnight } : { before: midnight },
      );
    },
    meta: { keep: true },
  });

/** What can be shown: the listings that are on the market, its own and those that it lists for owners. */
export const shownHomesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["listings", orgId, "to show"],
    queryFn: async (): Promise<readonly ListedHome[]> => {
      const { client, listListings, listMandatedListings } = await sdk();
      const of = { statuses: ["published"] } as const;
      const [own, mandated] = await Promise.all([
        listListings(client, orgId, of),
        listMandatedListings(client, orgId, of),
      ]);
      return [...own, ...mandated];
    },
  });
