/** The viewings that somebody booked: their board, the home and its times say the same. */
import { queryOptions } from "@tanstack/react-query";
import type { MyViewing, Viewing, ViewingPlace } from "@estate/sdk";
import { estate } from "./estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** All that were not given back, the latest first. */
export const myViewingsQuery = (userId: string | undefined) =>
  queryOptions({
    queryKey: ["viewings", "mine", userId ?? "nobody"],
    queryFn: async (): Promise<readonly MyViewing[]> => {
      const [client, { listMyViewings }] = await sdk();
      return await listMyViewings(client, userId ?? "");
    },
    enabled: userId !== undefined,
    meta: { keep: true },
  });

/** Where exactly it is, for who booked. */
export const viewingPlaceQuery = (viewingId: string) =>
  queryOptions({
    queryKey: ["viewings", "place", viewingId],
    queryFn: async (): Promise<ViewingPlace | null> => {
      const [client, { getViewingPlace }] = await sdk();
      return await getViewingPlace(client, viewingId) ?? null;
    },
    meta: { keep: true },
  });

/** Gives the seat back. @throws {EstateError} */
export async function giveBack(viewingId: string): Promise<Viewing> {
  const [client, { cancelViewing }] = await sdk();
  return await cancelViewing(client, viewingId);
}

/** Those to which one still goes, the next one first. */
export function coming(viewings: readonly MyViewing[], now: number): readonly MyViewing[] {
  return viewings.filter((it) => it.status === "booked" && Date.parse(it.ends_at) > now)
    .toSorted((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
}

/** The last one of a home that is over; undefined: there was none. */
export function lastOver(
  viewings: readonly MyViewing[],
  listingId: string,
  now: number,
): MyViewing | undefined {
  return viewings.filter((it) => it.listing?.id === listingId && Date.parse(it.ends_at) <= now)
    .toSorted((one, other) => Date.parse(other.ends_at) - Date.parse(one.ends_at))[0];
}
