import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

type Functions = Database["public"]["Functions"];

/** A booked seat. */
export type Viewing = Database["public"]["Tables"]["viewings"]["Row"];
/** A time at which a listing can be seen, with the seats left. */
export type ViewingTime = Functions["viewing_times"]["Returns"][number];
/** Where a viewing is, exactly. */
export type ViewingPlace = Functions["viewing_place"]["Returns"][number];

/**
 * Offers a time to see a listing of yours; returns the slot's id. Slots of a listing do not overlap.
 * @throws {EstateError} viewing.bad_slot, viewing.slot_taken
 */
export async function offerViewing(
  estate: Estate,
  slot: {
    readonly listingId: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly seats?: number;
  },
): Promise<string> {
  const answer = await estate.rpc("offer_viewing", {
    listing_id: slot.listingId,
    starts_at: slot.startsAt.toISOString(),
    ends_at: slot.endsAt.toISOString(),
    ...given({ seats: slot.seats }),
  });
  return dataOf<{ id: string }>(answer).id;
}

/** The coming times of a published listing. Needs no login. */
export async function listViewingTimes(estate: Estate, listingId: string): Promise<ViewingTime[]> {
  return await read(estate, "viewing_times", { listing_id: listingId });
}

/**
 * Books a seat of a home that others show; a repeat gives the same booking.
 *
 * @throws {EstateError} viewing.full, viewing.elsewhere, viewing.own_listing
 */
export async function bookViewing(estate: Estate, slotId: string): Promise<Viewing> {
  return dataOf(await estate.rpc("book_viewing", { slot_id: slotId }));
}

/** The exact place of a viewing that you booked; undefined once it was cancelled. */
export async function getViewingPlace(
  estate: Estate,
  viewingId: string,
): Promise<ViewingPlace | undefined> {
  return (await read(estate, "viewing_place", { viewing_id: viewingId }))[0];
}

/** Cancels a booking, from either side; the seat is free again. */
export async function cancelViewing(
  estate: Estate,
  viewingId: string,
  reason?: string,
): Promise<Viewing> {
  return dataOf(
    await estate.rpc("cancel_viewing", {
      viewing_id: viewingId,
      ...given({ reason }),
    }),
  );
}

/** Records whether the person came. */
export async function recordViewing(
  estate: Estate,
  viewingId: string,
  attended: boolean,
): Promise<Viewing> {
  return dataOf(
    await estate.rpc("record_viewing", { viewing_id: viewingId, attended }),
  );
}
