/** Viewings as who comes to them sees them. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { Viewing } from "./viewings.ts";

/** A viewing that you booked, and when it is. */
export interface MyViewing extends Pick<Viewing, "id" | "status" | "created_at"> {
  /** An instant. */
  readonly starts_at: string;
  readonly ends_at: string;
  /** Null where the home is not on the market any more. */
  readonly listing: { readonly id: string; readonly title: string } | null;
}

interface Row extends Pick<Viewing, "id" | "status" | "created_at"> {
  /** Such as ["2027-01-30 09:00:00+00","2027-01-30 09:45:00+00"). */
  readonly during: string;
  readonly slot: { readonly listing: MyViewing["listing"] } | null;
}

const columns = "id, status, created_at, during, slot:viewing_slots!viewings_org_id_slot_id_fkey(" +
  "listing:listings!viewing_slots_org_id_listing_id_fkey(id, title))";

/** Both ends of a time that the database keeps as one. */
function endsOf(during: string): readonly [string, string] {
  const [from = "", until = ""] = [...during.matchAll(/\d{4}-\d{2}-\d{2}[^",)\]]*/g)]
    .map(([instant]) => new Date(instant.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00")))
    .map((instant) => instant.toISOString());
  return [from, until];
}

/** The viewings that a person booked and did not give back, the latest first: also those that are over. */
export async function listMyViewings(
  estate: Estate,
  userId: string,
  limit = 50,
): Promise<MyViewing[]> {
  const rows = dataAs<Row[]>(
    await estate.from("viewings").select(columns).eq("user_id", userId).neq("status", "cancelled")
      .order("during", { ascending: false }).limit(limit),
  );
  return rows.map(({ during, slot, ...viewing }) => {
    const [starts_at, ends_at] = endsOf(during);
    return { ...viewing, starts_at, ends_at, listing: slot?.listing ?? null };
  });
}
