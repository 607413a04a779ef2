/** Payments, receipts, books and reports. @module */
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
export {
  ageing,
  collections,
  downloadReport,
  ownerStatement,
  rentReliefStatement,
  rentRoll,
  type ReportDays,
  type ReportRequest,
  serviceChargeAccount,
} from "./reports.ts";
