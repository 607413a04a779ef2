/** Payments and receipts. @module */
export { type ChargeBalance, type Checkout, listCharges, startCheckout } from "./payments.ts";
export { listReceipts, type Receipt, verifyReceipt } from "./receipts.ts";
