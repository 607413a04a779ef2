/** When a home for short stays is free, and asking for days in it. */
import { queryOptions } from "@tanstack/react-query";
import type { Enquiry, StayLengths, TakenDays } from "@estate/sdk";
import { addDays, today } from "../../format/calendar.ts";
import { catalogue } from "../../session/catalogue.ts";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The home; from what was read a moment ago, where it was. */
export const stayListingQuery = (id: string) =>
  queryOptions({
    queryKey: ["listing", id],
    queryFn: ({ signal }) => catalogue(signal).listing(id),
    staleTime: 60_000,
    meta: { keep: true },
  });

/** Which days of the next year are taken, and how long a stay may be. */
export interface StayDays {
  readonly taken: readonly TakenDays[];
  readonly lengths: StayLengths | undefined;
}

/** Days go: asked anew with each visit. */
export const stayDaysQuery = (listingId: string) =>
  queryOptions({
    queryKey: ["listing", listingId, "days"],
    queryFn: async (): Promise<StayDays> => {
      const [client, { getStayLengths, listTakenDays }] = await sdk();
      const fromOn = today();
      const [taken, lengths] = await Promise.all([
        listTakenDays(client, listingId, { fromOn, untilOn: addDays(fromOn, 365) }),
        getStayLengths(client, listingId),
      ]);
      return { taken, lengths };
    },
    staleTime: 10_000,
  });

/** Asks for days. While a question about the home is open, asking again says nothing new. @throws {EstateError} */
export async function askForDays(
  listingId: string,
  message: string,
  from: string,
): Promise<Enquiry> {
  const [client, { enquire }] = await sdk();
  return await enquire(client, listingId, message, from);
}
