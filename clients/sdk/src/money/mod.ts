/** Payments and receipts. @module */
export {
  listPaymentExceptions,
  listProviderEvents,
  type PaymentException,
  type ProviderEvent,
  type ProviderEventStatus,
  redriveProviderEvents,
  replayProviderEvent,
  resolvePaymentException,
} from "./payment_events.ts";
export {
  type ChargeBalance,
  type Checkout,
  type CheckoutProvider,
  listCharges,
  startCheckout,
} from "./payments.ts";
export { listReceipts, type Receipt, verifyReceipt } from "./receipts.ts";
