/** The receipts of a tenancy, newest first, and the rent of a year by receipts that hold. */
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

/** Of all homes of the person: what the tax office asks for. */
export const reliefQuery = (year: number) =>
  queryOptions({
    queryKey: ["receipts", "relief", year],
    queryFn: async () => {
      const { client, rentReliefStatement } = await sdk();
      return await rentReliefStatement(client, year);
    },
    meta: { keep: true },
  });
