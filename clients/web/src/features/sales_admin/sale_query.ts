/** One sale with who is in it and what passed to the buyer. */
import { queryOptions } from "@tanstack/react-query";
import type { Sale, SaleParty, TenancyHandover } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** All of it. */
export interface WholeSale {
  readonly sale: Sale;
  readonly parties: readonly SaleParty[];
  /** Tenancies that passed from the seller's books. */
  readonly handovers: readonly TenancyHandover[];
  readonly listing: { readonly id: string; readonly title: string } | null;
}

/** Null where there is no such one. */
export const saleQuery = (id: string) =>
  queryOptions({
    queryKey: ["sales", "one", id],
    queryFn: async (): Promise<WholeSale | null> => {
      const functions = await sdk();
      const { client } = functions;
      const [sale, parties, handovers] = await Promise.all([
        functions.getSale(client, id),
        functions.listSaleParties(client, id),
        functions.listHandovers(client, { saleId: id }),
      ]);
      if (sale === undefined) return null;
      const listing = await functions.getMyListing(client, sale.listing_id).catch(() => null);
      return { sale, parties, handovers, listing };
    },
    meta: { keep: true },
  });
