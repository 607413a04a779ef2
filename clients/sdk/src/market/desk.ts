/** What stands on an organization's desk: what concerns its own listings, and those that it lists for others by mandate. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

/** For rows with `org_id` and `listing_id`: the filter of those on the desk of an organization, for `or()`. */
export async function onDeskOf(estate: Estate, orgId: string): Promise<string> {
  const mandated = dataOf(
    await estate.from("listings").select("id, mandates!listings_mandate_fkey!inner(agent_org_id)")
      .eq("mandates.agent_org_id", orgId).eq("mandates.status", "active")
      .order("id", { ascending: false }).limit(100),
  );
  const own = `org_id.eq.${orgId}`;
  if (mandated.length === 0) return own;
  return `${own},listing_id.in.(${mandated.map(({ id }) => id).join(",")})`;
}
