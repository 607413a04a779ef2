/** Payments and receipts. @module */
export {
  type ChargeBalance,
  type Checkout,
  listApplicationCharges,
  listCharges,
  listSaleCharges,
  startCheckout,
} from "./payments.ts";
export { listReceipts, type Receipt, verifyReceipt } from "./receipts.ts";
