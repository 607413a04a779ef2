/** Payments and receipts. @module */
export {
  bookStatementRow,
  dismissStatementRow,
  importStatement,
  listOpenStatementRows,
  listStatementAccounts,
  listStatementMatches,
  matchStatementRow,
  parseStatementCsv,
  saveStatementAccount,
  type StatementAccount,
  type StatementColumns,
  type StatementFile,
  type StatementImport,
  type StatementMatch,
  type StatementRow,
} from "./bank_statements.ts";
export {
  acknowledgePayment,
  addPaymentProof,
  askForProof,
  confirmOfflinePayment,
  disputePayment,
  downloadPaymentProof,
  listOfflinePayments,
  listPaymentProofs,
  type OfflineMethod,
  type OfflinePayment,
  type PaymentProof,
  recordOfflinePayment,
  rejectOfflinePayment,
  type ReportedPayment,
  reportOfflinePayment,
  takeBackPayment,
} from "./offline_payments.ts";
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
