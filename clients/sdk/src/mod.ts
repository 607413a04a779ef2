/**
 * The SDK of Estate: typed functions over supabase-js, without a framework. Every function takes the client
 * first and throws {@linkcode EstateError} for what the project refuses.
 *
 * @example
 * ```ts
 * import { createEstate, searchListings } from "@estate/sdk";
 *
 * const estate = createEstate("http://127.0.0.1:54321", "sb_publishable_…");
 * const nearby = await searchListings(estate, { longitude: 3.379, latitude: 6.5095, radiusM: 3000 });
 * ```
 * @module
 */
export { createEstate, type Estate, signIn, signUp } from "./client.ts";
export { EstateError } from "./estate_error.ts";
export { createOrganization, type Organization } from "./organizations.ts";
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
  createListing,
  type FoundListing,
  type Listing,
  moveListing,
  type NewListing,
  type Place,
  searchListings,
} from "./listings.ts";
export {
  type Conversation,
  type ConversationHandlers,
  joinConversation,
  listMessages,
  type Message,
  openConversation,
  sendMessage,
} from "./conversations.ts";
export { acceptTenancy, inviteAsTenant, offerTenancy, type Tenancy } from "./tenancies.ts";
export { type ChargeBalance, type Checkout, listCharges, startCheckout } from "./payments.ts";
export { listReceipts, type Receipt, verifyReceipt } from "./receipts.ts";
export { followNotifications, type Notification } from "./notifications.ts";
export type { Database } from "./generated/database.types.ts";
