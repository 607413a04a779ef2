import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
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

/** An organization that you may see. @throws {EstateError} organization.not_found */
export async function getOrganization(estate: Estate, orgId: string): Promise<Organization> {
  const [organization] = dataOf<Organization[]>(
    await estate.from("organizations").select("*").eq("id", orgId),
  );
  if (organization !== undefined) return organization;
  throw new EstateError("Cannot find the organization", "organization.not_found", 404, "org_id");
}

/** Changes what an organization of yours is called and where it gets its letters: as printed from now on. */
export async function changeOrganization(
  estate: Estate,
  orgId: string,
  changes: Partial<Pick<Organization, "kind" | "name" | "address">>,
): Promise<Organization> {
  return dataOf(
    await estate.from("organizations").update(changes).eq("id", orgId).select("*").single(),
  );
}

/** What organizations are called that you may know: yours, your landlord's, and the other side of your mandates. */
export async function organizationNames(
  estate: Estate,
  ids: readonly string[],
): Promise<Pick<Organization, "id" | "name">[]> {
  return dataOf(await estate.from("organizations").select("id, name").in("id", [...new Set(ids)]));
}
