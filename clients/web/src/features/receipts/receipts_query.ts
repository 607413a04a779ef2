/** The receipts of a tenancy, newest first. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** Kept for offline. */
export const receiptsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["receipts", tenancyId],
    queryFn: async () => {
      const { client, listTenancyReceipts } = await sdk();
      return await listTenancyReceipts(client, tenancyId);
    },
    meta: { keep: true },
  });
