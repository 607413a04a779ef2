/** What an agency lists for owners: the listings are the owners', the mandate says by whom they were written. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import {
  listedColumns,
  type ListedHome,
  listedHome,
  type ListedRow,
  type Listing,
} from "./listings.ts";

/** A listing of an owner, as the list of the agency shows it that wrote it. */
export interface MandatedListing extends ListedHome {
  /** Of the owner. */
  readonly org_id: string;
  /** What the owner is called. */
  readonly owner: string | null;
}

/** The listings that an agency of yours wrote for owners under mandates that are not over, latest first. */
export async function listMandatedListings(
  estate: Estate,
  agencyOrgId: string,
  of: {
    readonly statuses?: readonly Listing["status"][];
    readonly unitIds?: readonly string[];
    readonly limit?: number;
  } = {},
): Promise<MandatedListing[]> {
  let asked = estate.from("listings").select(
    `org_id, ${listedColumns}, ` +
      "mandates!listings_mandate_fkey!inner(agent_org_id, owner:organizations!mandates_org_id_fkey(name))",
  ).eq("mandates.agent_org_id", agencyOrgId).eq("mandates.status", "active")
    .eq("listing_media.position", 1);
  if (of.statuses !== undefined) asked = asked.in("status", [...of.statuses]);
  if (of.unitIds !== undefined) asked = asked.in("unit_id", [...of.unitIds]);
  type Row = ListedRow & {
    readonly org_id: string;
    readonly mandates: { readonly owner: { readonly name: string } | null };
  };
  const rows = dataAs<Row[]>(
    await asked.order("id", { ascending: false }).limit(of.limit ?? 100),
  );
  return rows.map(({ org_id, mandates, ...it }) => ({
    ...listedHome(it),
    org_id,
    owner: mandates.owner?.name ?? null,
  }));
}
