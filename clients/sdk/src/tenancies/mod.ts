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
export {
  answerHistoryRequest,
  getRentalHistory,
  grantHistory,
  type HistoryConsent,
  type HistoryTerms,
  type HistoryView,
  listHistoryViews,
  type PastTenancy,
  readSharedHistory,
  requestHistory,
  revokeHistory,
  type SharedTenancy,
} from "./rental_history.ts";
export { acceptTenancy, inviteAsTenant, offerTenancy, type Tenancy } from "./tenancies.ts";
export { listTenancyHomes, type TenancyHome } from "./my_homes.ts";
