/** Payments and receipts. @module */
export {
  type AccountBalance,
  accountBalances,
  accountStatement,
  type StatementLine,
} from "./ledger.ts";
export {
  type ChargeBalance,
  type Checkout,
  listApplicationCharges,
  listCharges,
  listSaleCharges,
  startCheckout,
} from "./payments.ts";
export { listReceipts, type Receipt, verifyReceipt } from "./receipts.ts";
