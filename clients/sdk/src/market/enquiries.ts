import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A person's question about a listing; what follows is said in its conversation. */
export type Enquiry = Database["public"]["Tables"]["enquiries"]["Row"];

/**
 * Asks about a published listing; the message begins, or goes on in, your conversation about it. While your enquiry
 * is open, asking again returns it and says nothing.
 */
export async function enquire(
  estate: Estate,
  listingId: string,
  message: string,
  /** Such as 2027-01-31. */
  moveInOn?: string,
): Promise<Enquiry> {
  return dataOf(
    await estate.rpc("enquire", {
      listing_id: listingId,
      message,
      ...given({ move_in_on: moveInOn }),
    }),
  );
}

/** Closes an enquiry, from either side, saying why. The conversation stays. */
export async function closeEnquiry(
  estate: Estate,
  enquiryId: string,
  reason: string,
): Promise<Enquiry> {
  return dataOf(
    await estate.rpc("close_enquiry", { enquiry_id: enquiryId, reason }),
  );
}

/** The enquiries that an organization received, newest first; only those of one status when named. */
export async function listEnquiries(
  estate: Estate,
  orgId: string,
  only: { readonly status?: Enquiry["status"]; readonly limit?: number } = {},
): Promise<Enquiry[]> {
  const query = estate.from("enquiries").select("*").eq("org_id", orgId);
  return dataOf(
    await (only.status === undefined ? query : query.eq("status", only.status))
      .order("id", { ascending: false }).limit(only.limit ?? 50),
  );
}

/** The enquiries that a person made, newest first. */
export async function listMyEnquiries(
  estate: Estate,
  userId: string,
  limit = 50,
): Promise<Enquiry[]> {
  return dataOf(
    await estate.from("enquiries").select("*").eq("enquirer_id", userId)
      .order("id", { ascending: false }).limit(limit),
  );
}
