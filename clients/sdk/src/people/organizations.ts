import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** A landlord, agency, manager or developer. */
export type Organization = Database["public"]["Tables"]["organizations"]["Row"];

/** Creates an organization with you as its owner. Name and address are printed on receipts. */
export async function createOrganization(
  estate: Estate,
  organization: Pick<Organization, "kind" | "name" | "address">,
): Promise<Organization> {
  return dataOf(await estate.rpc("create_organization", organization));
}

/** What organizations are called that you may know: yours, your landlord's, and the other side of your mandates. */
export async function organizationNames(
  estate: Estate,
  ids: readonly string[],
): Promise<Pick<Organization, "id" | "name">[]> {
  return dataOf(await estate.from("organizations").select("id, name").in("id", [...new Set(ids)]));
}
