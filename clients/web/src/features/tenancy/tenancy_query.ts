/** Notices that a tenancy ends, newest first, and how its notices of the law stand. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** Notices given by either side. */
export const endingQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "ending", tenancyId],
    queryFn: async () => {
      const { client, listNotices } = await sdk();
      return await listNotices(client, tenancyId);
    },
    meta: { keep: true },
  });

/** How each notice of the law stands. */
export const standingsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["notices", "standing", tenancyId],
    queryFn: async () => {
      const { client, noticeStandings } = await sdk();
      return await noticeStandings(client, tenancyId);
    },
    meta: { keep: true },
  });

/** The tenancy of a letter or notice; null when there is none that one may read. */
export const paperPlaceQuery = (paperId: string) =>
  queryOptions({
    queryKey: ["papers", "place", paperId],
    queryFn: async () => {
      const { client, tenancyOfPaper } = await sdk();
      return await tenancyOfPaper(client, paperId) ?? null;
    },
  });
