/** Listings, their costs, photos, review, viewings, enquiries and free nights. @module */
export {
  getListingCosts,
  type ListingCosts,
  type ListingFee,
  type ListingPrice,
  listListingFees,
  listListingPrices,
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
export { listMyViewings, type MyViewing } from "./my_viewings.ts";
export { listReceivedEnquiries, type ReceivedEnquiry } from "./received_enquiries.ts";
export {
  type Booking,
  listOfferedViewings,
  type OfferedViewing,
  withdrawViewingTime,
} from "./viewing_days.ts";
export {
  type Area,
  changeListing,
  createListing,
  type FoundListing,
  getMyListing,
  type ListedHome,
  type Listing,
  type ListingChanges,
  listListings,
  moveListing,
  type NewListing,
  type SearchCriteria,
  type SearchPage,
} from "./listings.ts";
export { listMandatedListings, type MandatedListing } from "./mandated_listings.ts";
export { coverAddress, type ListingCheck, type ListingCover } from "./listing_cover.ts";
export {
  addPhoto,
  addPhotoDirectly,
  describePhoto,
  listPhotos,
  orderPhotos,
  type Photo,
  type PhotoSize,
  removePhoto,
} from "./media.ts";
export {
  confirmListing,
  getListingUnderReview,
  listingsToReview,
  type ListingUnderReview,
  type ReviewDecision,
  reviewListing,
  setListingReview,
} from "./listing_review.ts";
export {
  closeEnquiry,
  enquire,
  type Enquiry,
  listEnquiries,
  listMyEnquiries,
} from "./enquiries.ts";
export {
  blockDates,
  type ClosedDays,
  type DayRange,
  getStayLengths,
  listTakenDays,
  type StayLengths,
  type TakenDays,
  unblockDates,
} from "./availability.ts";
