/** Applications, guarantors, offers, sales. @module */
export {
  type Application,
  type ApplicationFacts,
  askReview,
  declineApplication,
  findMyApplication,
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
  type ApplicationFee,
  type ApplicationFeeKind,
  demandApplicationFee,
  listApplicationFees,
} from "./application_fees.ts";
export {
  confirmHandoverDeposit,
  listHandovers,
  nameBuyingOrganization,
  type TenancyHandover,
} from "./handovers.ts";
export {
  answerGuarantee,
  askGuarantor,
  type GuaranteeTerms,
  type Guarantor,
  listGuarantors,
  nameGuarantor,
  type NewGuarantee,
  type NewGuarantor,
  readGuarantee,
} from "./guarantors.ts";
export {
  addApplicationDocument,
  type ApplicationDocument,
  linkToApplicationDocument,
  listApplicationDocuments,
} from "./application_files.ts";
export {
  type AppliedListing,
  getReceivedApplication,
  listReceivedApplications,
  type ReceivedApplication,
} from "./received_applications.ts";
export { getReceivedOffer, listReceivedOffers, type ReceivedOffer } from "./received_offers.ts";
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
export { getOffer, listMyOffers, type OfferOnListing, type OfferStory } from "./offer_stories.ts";
export {
  addSaleParty,
  answerSalePrice,
  closeSale,
  failSale,
  getSale,
  getSaleOfOffer,
  listSaleParties,
  listSales,
  type NewSaleParty,
  proposeSalePrice,
  removeSaleParty,
  type Sale,
  type SaleParty,
  type SaleStory,
  signSale,
} from "./sales.ts";
