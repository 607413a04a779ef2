/** Enquiries as who answers them sees them: who asks, about what, since when. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import { onDeskOf } from "./desk.ts";
import type { Enquiry } from "./enquiries.ts";

/** An enquiry with whom and what it names. */
export interface ReceivedEnquiry extends Enquiry {
  /** Null where you may not know who asks. */
  readonly enquirer: { readonly id: string; readonly display_name: string } | null;
  readonly listing: { readonly id: string; readonly title: string; readonly area: string };
}

const columns = "*, enquirer:profiles!enquiries_enquirer_id_fkey(id, display_name), " +
  "listing:listings!enquiries_org_id_listing_id_fkey(id, title, area)";

/**
 * The enquiries about what an organization lists, for itself or for others, in these states. Who waits for an answer stands
 * first, the longest wait before all others; of the rest the newest.
 */
export async function listReceivedEnquiries(
  estate: Estate,
  orgId: string,
  statuses: readonly Enquiry["status"][],
  limit = 50,
): Promise<ReceivedEnquiry[]> {
  const desk = await onDeskOf(estate, orgId);
  const waits = statuses.includes("new");
  return dataAs<ReceivedEnquiry[]>(
    await estate.from("enquiries").select(columns).or(desk).in("status", [...statuses])
      .order("id", { ascending: waits }).limit(limit),
  );
}
