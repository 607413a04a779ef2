/** Asking about a home, and what the question is about. */
import { queryOptions } from "@tanstack/react-query";
import type { Enquiry } from "@estate/sdk";
import { catalogue } from "../../session/catalogue.ts";
import { estate } from "../../session/estate.ts";

/** The home; from what was read a moment ago, where it was. */
export const askedListingQuery = (id: string) =>
  queryOptions({
    queryKey: ["listing", id],
    queryFn: ({ signal }) => catalogue(signal).listing(id),
    staleTime: 60_000,
    meta: { keep: true },
  });

/** Asks; while an enquiry is open, asking again says nothing new. @throws {EstateError} */
export async function ask(
  listingId: string,
  message: string,
  moveInOn: string | undefined,
): Promise<Enquiry> {
  const [client, { enquire }] = await Promise.all([estate(), import("@estate/sdk")]);
  return await enquire(client, listingId, message, moveInOn);
}
