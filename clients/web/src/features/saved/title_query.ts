/** What a home is called, for lists of things about it; nothing once it is off the market. */
import { EstateError } from "@estate/sdk/catalogue";
import { queryOptions } from "@tanstack/react-query";
import { catalogue } from "../../session/catalogue.ts";

/** Kept, so that the board can be read offline. */
export const titleQuery = (listingId: string) =>
  queryOptions({
    queryKey: ["listing title", listingId],
    queryFn: async ({ signal }): Promise<string | null> => {
      try {
        return (await catalogue(signal).listing(listingId)).title;
      } catch (error) {
        if (error instanceof EstateError && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: 600_000,
    meta: { keep: true },
  });
