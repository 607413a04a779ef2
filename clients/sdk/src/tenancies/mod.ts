/** Letting, renewing, giving notice, rental history. @module */
export {
  addTenant,
  getLetting,
  type Letting,
  type LettingParty,
  listLettings,
  listRenewals,
  listTenants,
  type Tenant,
} from "./lettings.ts";
export {
  activateTenancy,
  addTenancyParty,
  declineTenancy,
  endTenancy,
  getTenancyMarks,
  giveNotice,
  listNotices,
  listRentStatus,
  offerRenewal,
  removeTenancyParty,
  type RentStatus,
  type TenancyMarks,
  type TenancyNotice,
  withdrawNotice,
} from "./tenancy_course.ts";
export { type NoticeTerms, readNoticeTerms } from "./notice_terms.ts";
export {
  answerHistoryRequest,
  getRentalHistory,
  grantHistory,
  type HistoryAudience,
  type HistoryConsent,
  type HistoryTerms,
  type HistoryView,
  listHistoryAudience,
  listHistoryViews,
  listMyConsents,
  listReceivedConsents,
  type OwnConsent,
  type PastTenancy,
  readSharedHistory,
  type ReceivedConsent,
  requestHistory,
  revokeHistory,
  type SharedTenancy,
} from "./rental_history.ts";
export { acceptTenancy, inviteAsTenant, offerTenancy, type Tenancy } from "./tenancies.ts";
export {
  listTenancyHomes,
  listTenancyPeople,
  type TenancyHome,
  type TenancyPerson,
} from "./my_homes.ts";
