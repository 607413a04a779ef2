/** Who lives in a home, and where its papers belong. */
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

/** The tenancy of a letter or notice; null when there is none that one may read. */
export const paperPlaceQuery = (paperId: string) =>
  queryOptions({
    queryKey: ["papers", "place", paperId],
    queryFn: async () => {
      const { client, tenancyOfPaper } = await sdk();
      return await tenancyOfPaper(client, paperId) ?? null;
    },
  });
