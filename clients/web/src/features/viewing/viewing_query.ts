/** Times at which a home can be seen, and one's own booking of one. */
import { queryOptions } from "@tanstack/react-query";
import type { Viewing, ViewingTime } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The coming times. Seats go: asked anew with each visit. */
export const viewingTimesQuery = (listingId: string) =>
  queryOptions({
    queryKey: ["viewings", "times", listingId],
    queryFn: async (): Promise<readonly ViewingTime[]> => {
      const [client, { listViewingTimes }] = await sdk();
      return await listViewingTimes(client, listingId);
    },
    staleTime: 10_000,
  });

/** Books a seat; a second tap gives the same booking. @throws {EstateError} */
export async function book(slotId: string): Promise<Viewing> {
  const [client, { bookViewing }] = await sdk();
  return await bookViewing(client, slotId);
}
