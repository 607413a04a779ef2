/** What is owed, payments and receipts. @module */
export {
  type Ageing,
  divideCharge,
  endLateFee,
  type LateFeeRule,
  listAgeing,
  listCredits,
  type PaymentCredit,
  recordTaxCertificate,
  reverseCharge,
  setLateFee,
  type TaxCertificate,
} from "./charges.ts";
export {
  deductFromDeposit,
  type Deposit,
  type DepositDeduction,
  listDeductions,
  readDeposit,
} from "./deposits.ts";
export {
  addChargeSchedule,
  type ChargeSchedule,
  type DueRule,
  endChargeSchedule,
  listChargeSchedules,
  type NewSchedule,
  replaceChargeSchedule,
  setWithholding,
  takeListingFees,
} from "./schedules.ts";
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
