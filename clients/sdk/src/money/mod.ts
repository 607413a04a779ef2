/** Payments and receipts. @module */
export {
  type ChargeBalance,
  type Checkout,
  listCharges,
  paymentByReference,
  type PaymentStanding,
  startCheckout,
} from "./payments.ts";
export {
  downloadReceipt,
  listReceipts,
  type Receipt,
  type ReceiptVoid,
  type ReceiptWithVoid,
  type Verification,
  verifyReceipt,
  voidReceipt,
} from "./receipts.ts";
