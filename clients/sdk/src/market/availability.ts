import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

/** Days on which a listing is taken: from `taken_from` up to, not including, `taken_until`. */
export type TakenDays = Database["public"]["Functions"]["availability"]["Returns"][number];
/** Days of a unit that its owner closed. */
export type ClosedDays = Database["public"]["Tables"]["unit_holds"]["Row"];

/** Days such as 2026-12-20, from the first up to, not including, the last; at most 400. */
export interface DayRange {
  readonly fromOn: string;
  readonly untilOn: string;
}

/** The days on which a published listing is taken. Needs no login. */
export async function listTakenDays(
  estate: Estate,
  listingId: string,
  days: DayRange,
): Promise<TakenDays[]> {
  return await read(estate, "availability", {
    listing_id: listingId,
    from_on: days.fromOn,
    until_on: days.untilOn,
  });
}

/** How many nights a stay in a listing has at least and at most; null: as one likes. */
export type StayLengths = Pick<
  Database["public"]["Tables"]["listings"]["Row"],
  "minimum_nights" | "maximum_nights"
>;

/** Of a listing on the market; undefined: there is none. Needs no login. */
export async function getStayLengths(
  estate: Estate,
  listingId: string,
): Promise<StayLengths | undefined> {
  return dataOf(
    await estate.from("listings").select("minimum_nights, maximum_nights").eq("id", listingId)
      .limit(1),
  )[0];
}

/** Closes days of a unit of yours. Safe to repeat. */
export async function blockDates(
  estate: Estate,
  unitId: string,
  days: DayRange,
  note?: string,
): Promise<ClosedDays> {
  return dataOf(
    await estate.rpc("block_dates", {
      unit_id: unitId,
      from_on: days.fromOn,
      until_on: days.untilOn,
      ...given({ note }),
    }),
  );
}

/** Opens days that were closed. Safe to repeat. */
export async function unblockDates(estate: Estate, holdId: string): Promise<ClosedDays> {
  return dataOf(await estate.rpc("unblock_dates", { hold_id: holdId }));
}
