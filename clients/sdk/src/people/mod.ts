/** Who somebody is, organizations, their members, invitations, what staff do about them. @module */
export { listWorkHealth, type WorkHealth } from "./work_health.ts";
export { saidName, sayName } from "./own_profile.ts";
export { type Hats, myHats, type Permission } from "./my_hats.ts";
export {
  type OrgToday,
  orgToday,
  type TodayPart,
  type TodayRow,
  type Waiting,
} from "./org_today.ts";
export {
  deletePerson,
  restoreOrganization,
  restorePerson,
  suspendOrganization,
  suspendPerson,
} from "./staff_actions.ts";
export {
  changeOrganization,
  createOrganization,
  getOrganization,
  type Organization,
  organizationNames,
} from "./organizations.ts";
export {
  changeMemberRole,
  listMemberInvitations,
  listMembers,
  type Member,
  removeMember,
} from "./members.ts";
export {
  acceptInvitation,
  type Invitation,
  inviteMember,
  inviteTenant,
  type NewInvitation,
  type ReadInvitation,
  readInvitation,
  revokeInvitation,
} from "./invitations.ts";
