import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { Invitation } from "./invitations.ts";

type Enums = Database["public"]["Enums"];

/** Somebody who acts for an organization. */
export interface Member {
  readonly user_id: string;
  readonly role: Enums["member_role"];
  /** Since when. */
  readonly created_at: string;
  /** Null where you may not see who it is. */
  readonly name: string | null;
}

/** The members of an organization of yours, who came first before the others. */
export async function listMembers(estate: Estate, orgId: string): Promise<Member[]> {
  type Row = Omit<Member, "name"> & { readonly profile: { readonly display_name: string } | null };
  const rows = dataAs<Row[]>(
    await estate.from("memberships")
      .select("user_id, role, created_at, profile:profiles!memberships_user_id_fkey(display_name)")
      .eq("org_id", orgId).order("created_at").order("user_id"),
  );
  return rows.map(({ profile, ...it }) => ({ ...it, name: profile?.display_name ?? null }));
}

/** Gives a member of an organization of yours another role. @throws {EstateError} membership.last_owner */
export async function changeMemberRole(
  estate: Estate,
  orgId: string,
  userId: string,
  role: Enums["member_role"],
): Promise<void> {
  dataOf(
    await estate.from("memberships").update({ role }).eq("org_id", orgId).eq("user_id", userId)
      .select("user_id").single(),
  );
}

/**
 * Ends a membership: somebody else's, for who may change members, or your own. Their open invitations are withdrawn.
 * @throws {EstateError} membership.last_owner
 */
export async function removeMember(estate: Estate, orgId: string, userId: string): Promise<void> {
  dataOf(
    await estate.from("memberships").delete().eq("org_id", orgId).eq("user_id", userId),
  );
}

/** The invitations to act for an organization that nobody has answered, newest first. */
export async function listMemberInvitations(
  estate: Estate,
  orgId: string,
): Promise<Invitation[]> {
  return dataAs<Invitation[]>(
    await estate.from("invitations").select(
      "id, org_id, kind, role, tenant_id, email, phone, status, expires_at, invited_by, accepted_by, created_at, updated_at",
    ).eq("org_id", orgId).eq("kind", "member").eq("status", "pending")
      .order("id", { ascending: false }),
  );
}
