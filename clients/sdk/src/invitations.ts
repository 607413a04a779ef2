import type { Estate } from "./client.ts";
import { dataOf } from "./estate_error.ts";
import type { Database } from "./generated/database.types.ts";

/** An invitation as the organization's members see it; its token is shown to nobody again. */
export type Invitation = Omit<Database["public"]["Tables"]["invitations"]["Row"], "token_hash">;

/** A role in an organization. */
export type MemberRole = Database["public"]["Enums"]["member_role"];

/** A new invitation. Send the token to whom it is for: it is told only this once. */
export interface IssuedInvitation {
  readonly id: string;
  readonly token: string;
  readonly expires_at: string;
}

/** What you became by accepting: a member in a role, or the account of a tenant record. */
export interface AcceptedInvitation {
  readonly id: string;
  readonly org_id: string;
  readonly kind: Invitation["kind"];
  readonly role: MemberRole | null;
  readonly tenant_id: string | null;
}

const columns =
  "id, org_id, kind, status, role, tenant_id, email, phone, expires_at, invited_by, accepted_by, accepted_at, created_at, updated_at";

/** Invites somebody to act for your organization, by e-mail or by phone (such as +2348031234567), for 7 days. */
export async function inviteMember(
  estate: Estate,
  invitation: {
    orgId: string;
    role: MemberRole;
    /** 1 to 30. */
    validDays?: number;
  } & ({ email: string } | { phone: string }),
): Promise<IssuedInvitation> {
  return dataOf(
    await estate.rpc("invite_member", {
      org_id: invitation.orgId,
      role: invitation.role,
      ...("email" in invitation ? { email: invitation.email } : { phone: invitation.phone }),
      ...(invitation.validDays === undefined ? {} : { valid_days: invitation.validDays }),
    }),
  ) as IssuedInvitation;
}

/** Invites a tenant of yours who has no account to link one, at their record's e-mail or else its phone. */
export async function inviteTenantToAccount(
  estate: Estate,
  tenantId: string,
  validDays?: number,
): Promise<IssuedInvitation> {
  return dataOf(
    await estate.rpc("invite_tenant_to_account", {
      tenant_id: tenantId,
      ...(validDays === undefined ? {} : { valid_days: validDays }),
    }),
  ) as IssuedInvitation;
}

/** Accepts the invitation with this token, once. */
export async function acceptInvitation(estate: Estate, token: string): Promise<AcceptedInvitation> {
  return dataOf(await estate.rpc("accept_invitation", { token })) as AcceptedInvitation;
}

/** Takes a pending invitation back; returns where it stands now. */
export async function revokeInvitation(
  estate: Estate,
  invitationId: string,
  reason?: string,
): Promise<Invitation["status"]> {
  return dataOf(
    await estate.rpc("revoke_invitation", {
      id: invitationId,
      ...(reason === undefined ? {} : { reason }),
    }),
  ) as Invitation["status"];
}

/** The invitations of an organization of yours, newest first. */
export async function listInvitations(
  estate: Estate,
  orgId: string,
  limit = 50,
): Promise<Invitation[]> {
  return dataOf(
    await estate.from("invitations").select(columns).eq("org_id", orgId)
      .order("id", { ascending: false }).limit(limit),
  );
}
