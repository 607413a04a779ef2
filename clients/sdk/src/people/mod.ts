/** Organizations, their members, invitations. @module */
export { createOrganization, type Organization } from "./organizations.ts";
export {
  acceptInvitation,
  type Invitation,
  inviteMember,
  inviteTenant,
  type NewInvitation,
  revokeInvitation,
} from "./invitations.ts";
