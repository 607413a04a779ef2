/** The board of somebody who looks: homes they keep, asked about, applied for; searches that they are told of. */
import { queryOptions } from "@tanstack/react-query";
import type { Application, Enquiry, Favourite, OfferOnListing, SavedSearch } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** All of it. */
export interface Board {
  readonly kept: readonly Favourite[];
  readonly asked: readonly Enquiry[];
  readonly applied: readonly Application[];
  readonly offered: readonly OfferOnListing[];
  readonly searches: readonly SavedSearch[];
}

/** Read at once, kept on the phone. */
export const boardQuery = (userId: string) =>
  queryOptions({
    queryKey: ["saved", userId],
    queryFn: async (): Promise<Board> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const [kept, asked, applied, offered, searches] = await Promise.all([
        sdk.listFavourites(client),
        sdk.listMyEnquiries(client, userId),
        sdk.listMyApplications(client, userId),
        sdk.listMyOffers(client, userId),
        sdk.listSavedSearches(client),
      ]);
      return { kept, asked, applied, offered, searches };
    },
    meta: { keep: true },
  });

/** Lets a home go. @throws {EstateError} */
export async function letGo(listingId: string): Promise<void> {
  const [client, { removeFavourite }] = await Promise.all([estate(), import("@estate/sdk")]);
  await removeFavourite(client, listingId);
}

/** Pauses a search, or takes it up again. @throws {EstateError} */
export async function setActive(searchId: string, isActive: boolean): Promise<void> {
  const [client, { setSearchActive }] = await Promise.all([estate(), import("@estate/sdk")]);
  await setSearchActive(client, searchId, isActive);
}

/** Forgets a search. @throws {EstateError} */
export async function forgetSearch(searchId: string): Promise<void> {
  const [client, { deleteSavedSearch }] = await Promise.all([estate(), import("@estate/sdk")]);
  await deleteSavedSearch(client, searchId);
}
