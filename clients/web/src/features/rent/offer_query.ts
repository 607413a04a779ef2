/** What the law of the place says of an offer. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** Where a law is exceeded; null when one may not see it. */
export const marksQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "marks", tenancyId],
    queryFn: async () => {
      const { client, getTenancyMarks } = await sdk();
      return await getTenancyMarks(client, tenancyId);
    },
  });
