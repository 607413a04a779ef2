import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** An invitation as members of the organization see it; never its token. */
export type Invitation = Omit<
  Database["public"]["Tables"]["invitations"]["Row"],
  "token_hash"
>;

/** An invitation just made. Hand the token over now: it is told only once. */
export interface NewInvitation {
  readonly id: string;
  readonly token: string;
  readonly expires_at: string;
}

/** Invites somebody to act for an organization of yours, by e-mail or by phone (+234…). */
export async function inviteMember(
  estate: Estate,
  orgId: string,
  role: Database["public"]["Enums"]["member_role"],
  contact: { readonly email: string } | { readonly phone: string },
  validDays = 7,
): Promise<NewInvitation> {
  return dataAs<NewInvitation>(
    await estate.rpc("invite_member", { org_id: orgId, role, ...contact, valid_days: validDays }),
  );
}

/** Invites a tenant without an account, by the contact in their record. */
export async function inviteTenant(
  estate: Estate,
  tenantId: string,
  validDays = 7,
): Promise<NewInvitation> {
  return dataAs<NewInvitation>(
    await estate.rpc("invite_tenant", { tenant_id: tenantId, valid_days: validDays }),
  );
}

/** Who invites, of which organization, and to what. */
export type ReadInvitation = Database["public"]["Functions"]["read_invitation"]["Returns"][number];

/** Who invites you, and to what, before you accept. @throws {EstateError} invitation.not_found, .not_for_you */
export async function readInvitation(estate: Estate, token: string): Promise<ReadInvitation> {
  return dataOf(await estate.rpc("read_invitation", { token }).single());
}

/**
 * Accepts an invitation made to you; again by the same person is safe.
 * @throws {EstateError} invitation.used, .expired, .revoked, .not_for_you
 */
export async function acceptInvitation(estate: Estate, token: string): Promise<Invitation> {
  return dataOf(await estate.rpc("accept_invitation", { token }));
}

/** Withdraws a pending invitation. */
export async function revokeInvitation(
  estate: Estate,
  invitationId: string,
  reason?: string,
): Promise<void> {
  dataOf(
    await estate.rpc("revoke_invitation", {
      invitation_id: invitationId,
      ...given({ reason }),
    }),
  );
}
