/**
 * The SDK of Estate: typed functions over supabase-js, without a framework. Every function takes the client
 * first and throws {@linkcode EstateError} for what the project refuses.
 *
 * @example
 * ```ts
 * import { createEstate, searchListings } from "@estate/sdk";
 *
 * const estate = createEstate("http://127.0.0.1:54321", "sb_publishable_…");
 * const nearby = await searchListings(estate, {
 *   near: { longitude: 3.379, latitude: 6.5095 },
 *   radius_m: 3000,
 * });
 * ```
 * @module
 */
export { createEstate, type Estate, signIn, signUp } from "./client.ts";
export { EstateError } from "./estate_error.ts";
export { nigerianDate } from "./nigerian_date.ts";
export { createOrganization, type Organization } from "./organizations.ts";
export {
  getListingCosts,
  type ListingCosts,
  type ListingFee,
  type NewListingFee,
  removeListingFee,
  setListingFee,
} from "./listing_costs.ts";
export {
  bookViewing,
  cancelViewing,
  getViewingPlace,
  listViewingTimes,
  offerViewing,
  recordViewing,
  type Viewing,
  type ViewingPlace,
  type ViewingTime,
} from "./viewings.ts";
export {
  acceptInvitation,
  type Invitation,
  inviteMember,
  inviteTenant,
  type NewInvitation,
  revokeInvitation,
} from "./invitations.ts";
export {
  answerMandate,
  type Charge,
  demandCharge,
  listMandates,
  type Mandate,
  type MandateScope,
  offerMandate,
  revokeMandate,
} from "./mandates.ts";
export {
  addProperty,
  addUnit,
  listStates,
  listUnitOccupancy,
  moveProperty,
  type NewProperty,
  type NewUnit,
  type NigerianState,
  type UnitOccupancy,
} from "./properties.ts";
export {
  type ImportColumn,
  type ImportedRow,
  importProperties,
  type ImportReport,
  type ImportRow,
  parsePropertyCsv,
} from "./property_import.ts";
export {
  addTitleDocument,
  linkToTitleScan,
  listTitleDocuments,
  type NewTitleDocument,
  reviewTitleDocument,
  type TitleDocument,
  uploadTitleScan,
} from "./title_documents.ts";
export {
  type Area,
  createListing,
  type FoundListing,
  type Listing,
  moveListing,
  type NewListing,
  type SearchCriteria,
  searchListings,
  type SearchPage,
} from "./listings.ts";
export {
  addDocument,
  type Document,
  type DocumentAccess,
  type DocumentSubject,
  downloadDocument,
  listDocumentAccess,
  listDocuments,
  listReadableDocuments,
  type NewDocument,
  retireDocument,
  shareDocument,
  unshareDocument,
} from "./documents.ts";
export {
  addPhoto,
  describePhoto,
  listPhotos,
  orderPhotos,
  type Photo,
  type PhotoSize,
  removePhoto,
} from "./media.ts";
export {
  getFacets,
  getListingPage,
  getTile,
  type ListingFacets,
  type ListingPage,
  type ListingTile,
  suggestAreas,
} from "./catalogue.ts";
export {
  confirmListing,
  listingsToReview,
  type ReviewDecision,
  reviewListing,
  setListingReview,
} from "./listing_review.ts";
export {
  type Conversation,
  type ConversationHandlers,
  joinConversation,
  listMessages,
  type Message,
  openConversation,
  sendMessage,
} from "./conversations.ts";
export {
  closeEnquiry,
  enquire,
  type Enquiry,
  listEnquiries,
  listMyEnquiries,
} from "./enquiries.ts";
export {
  type Application,
  type ApplicationFacts,
  askReview,
  declineApplication,
  type HouseholdMember,
  type IncomeBand,
  listApplications,
  listHousehold,
  listMyApplications,
  saveApplication,
  shortlistApplication,
  startApplication,
  submitApplication,
  withdrawApplication,
} from "./applications.ts";
export {
  answerGuarantee,
  askGuarantor,
  type GuaranteeTerms,
  type Guarantor,
  listGuarantors,
  type NewGuarantee,
  readGuarantee,
} from "./guarantors.ts";
export {
  addApplicationDocument,
  type ApplicationDocument,
  linkToApplicationDocument,
  listApplicationDocuments,
} from "./application_files.ts";
export {
  beginMoveOut,
  cancelInspection,
  type ComparedItem,
  compareInspections,
  disputeInspection,
  type InspectedItem,
  type Inspection,
  type InspectionContent,
  type InspectionItem,
  type InspectionSignature,
  listInspectionContents,
  listInspectionItems,
  listInspections,
  listInspectionSignatures,
  type MeterReading,
  offerInspection,
  saveInspection,
  scheduleInspection,
  signInspection,
  verifyInspectionContent,
} from "./inspections.ts";
export {
  addInspectionPhoto,
  type InspectionPhoto,
  type InspectionPhotoLinks,
  linkToInspectionPhoto,
  listInspectionPhotos,
} from "./inspection_photos.ts";
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
export { type ChargeBalance, type Checkout, listCharges, startCheckout } from "./payments.ts";
export { listReceipts, type Receipt, verifyReceipt } from "./receipts.ts";
export {
  acceptOffer,
  counterOffer,
  declineOffer,
  letFromOffer,
  listOfferRounds,
  listOffers,
  makeOffer,
  type Offer,
  type OfferRound,
  type OfferTerms,
  offerToApplicant,
  releaseOffer,
  withdrawOffer,
} from "./offers.ts";
export {
  addSaleParty,
  closeSale,
  failSale,
  listSaleParties,
  listSales,
  type NewSaleParty,
  removeSaleParty,
  type Sale,
  type SaleParty,
  signSale,
} from "./sales.ts";
export { addFavourite, type Favourite, listFavourites, removeFavourite } from "./favourites.ts";
export {
  deleteSavedSearch,
  listSavedSearches,
  listSearchAlerts,
  type SavedCriteria,
  type SavedSearch,
  saveSearch,
  type SearchAlert,
  setSearchActive,
} from "./saved_searches.ts";
export {
  blockDates,
  type ClosedDays,
  type DayRange,
  listTakenDays,
  type TakenDays,
  unblockDates,
} from "./availability.ts";
export { followNotifications, type Notification } from "./notifications.ts";
export type { Database } from "./generated/database.types.ts";
