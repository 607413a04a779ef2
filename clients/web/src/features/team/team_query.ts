/** Who works for an organization, who is invited, and what is done about them. */
import { queryOptions } from "@tanstack/react-query";
import type { Member, NewInvitation } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Its members, who came first before the others. */
export const membersQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["team", orgId],
    queryFn: async () => {
      const [client, { listMembers }] = await sdk();
      return await listMembers(client, orgId);
    },
  });

/** Invitations that nobody has answered. */
export const invitationsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["team", orgId, "invitations"],
    queryFn: async () => {
      const [client, { listMemberInvitations }] = await sdk();
      return await listMemberInvitations(client, orgId);
    },
  });

/** Whom to reach. */
export type Contact = { readonly email: string } | { readonly phone: string };

/** Invites somebody; a new invitation to the same contact takes the place of the last one. */
export async function invite(
  orgId: string,
  role: Member["role"],
  contact: Contact,
): Promise<NewInvitation> {
  const [client, { inviteMember }] = await sdk();
  return await inviteMember(client, orgId, role, contact);
}

/** Takes an invitation back. */
export async function takeBack(invitationId: string): Promise<void> {
  const [client, { revokeInvitation }] = await sdk();
  await revokeInvitation(client, invitationId);
}

/** Gives somebody another role. */
export async function changeRole(
  orgId: string,
  userId: string,
  role: Member["role"],
): Promise<void> {
  const [client, { changeMemberRole }] = await sdk();
  await changeMemberRole(client, orgId, userId, role);
}

/** Ends a membership. */
export async function remove(orgId: string, userId: string): Promise<void> {
  const [client, { removeMember }] = await sdk();
  await removeMember(client, orgId, userId);
}
