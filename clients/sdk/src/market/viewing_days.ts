/** Viewings as who shows the homes sees them: each time offered, and who comes. */
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { onDeskOf } from "./desk.ts";
import type { Viewing } from "./viewings.ts";

type Slot = Database["public"]["Tables"]["viewing_slots"]["Row"];

/** Somebody who booked a seat. */
export interface Booking extends Pick<Viewing, "id" | "user_id" | "status" | "created_at"> {
  /** Null where you may not know who comes. */
  readonly person: { readonly id: string; readonly display_name: string } | null;
}

/** A time that was offered, with who booked it. */
export interface OfferedViewing extends Slot {
  readonly listing: { readonly id: string; readonly title: string; readonly area: string };
  /** Also those that were cancelled. */
  readonly viewings: readonly Booking[];
}

const columns = "*, listing:listings!viewing_slots_org_id_listing_id_fkey(id, title, area), " +
  "viewings!viewings_org_id_slot_id_fkey(id, user_id, status, created_at, " +
  "person:profiles!viewings_user_id_fkey(id, display_name))";

/** The times at which homes of an organization's desk are shown: those that end after `from` from the next on, or those before, latest first. */
export async function listOfferedViewings(
  estate: Estate,
  orgId: string,
  of: { readonly from: Date } | { readonly before: Date },
  limit = 100,
): Promise<OfferedViewing[]> {
  const desk = await onDeskOf(estate, orgId);
  const query = estate.from("viewing_slots").select(columns).or(desk);
  const found = dataAs<OfferedViewing[]>(
    await ("from" in of
      ? query.gt("ends_at", of.from.toISOString()).order("starts_at")
      : query.lte("ends_at", of.before.toISOString()).order("starts_at", { ascending: false }))
      .limit(limit),
  );
  return found.map((slot) => ({
    ...slot,
    viewings: slot.viewings.toSorted((a, b) => a.id < b.id ? -1 : 1),
  }));
}

/** Takes a time back that nobody has booked yet; of one that was booked cancel the bookings. Whether it was there. */
export async function withdrawViewingTime(estate: Estate, slotId: string): Promise<boolean> {
  const gone = dataOf(
    await estate.from("viewing_slots").delete().eq("id", slotId).select("id"),
  );
  return gone.length > 0;
}
