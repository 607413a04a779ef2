/** Who lives in a home, and how its notices of the law stand. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** The tenants by name. */
export const peopleQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "people", tenancyId],
    queryFn: async () => {
      const { client, listTenancyPeople } = await sdk();
      return await listTenancyPeople(client, tenancyId);
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
