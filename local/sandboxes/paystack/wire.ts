/** Payments and refunds as Paystack puts them in answers and webhooks. */
import type { Fault } from "../faults.ts";
import { localChargeFee } from "./money.ts";
import type { Refund, Transaction } from "./transaction.ts";

/** The documented test card that needs no validation, as it appears after a charge, but for what charges it again. */
const TEST_CARD = {
  bin: "408408",
  last4: "4081",
  exp_month: "12",
  exp_year: "2030",
  channel: "card",
  card_type: "visa",
  bank: "TEST BANK",
  country_code: "NG",
  brand: "visa",
  reusable: true,
  signature: "SIG_yEXu7dLBeqG0kU7g95Ke",
  account_name: null,
};

/** The payer as the provider describes them. */
export interface WireCustomer {
  readonly id: number;
  readonly email: string;
  readonly customer_code: string;
  readonly first_name: null;
  readonly last_name: null;
  readonly phone: null;
  readonly metadata: null;
  readonly risk_action: "default";
}

/** The `data` of GET /transaction/verify/:reference and of `charge.success`; amounts in kobo. */
export interface WireTransaction {
  readonly id: number;
  readonly domain: "live" | "test";
  readonly status: string;
  readonly reference: string;
  readonly receipt_number: null;
  readonly amount: number;
  readonly requested_amount: number;
  readonly message: string | null;
  readonly gateway_response: string;
  readonly paid_at: string | null;
  readonly paidAt: string | null;
  readonly created_at: string;
  readonly createdAt: string;
  readonly channel: string;
  readonly currency: string;
  readonly ip_address: null;
  readonly metadata: unknown;
  readonly log: null;
  readonly fees: number | null;
  readonly fees_split: FeesSplit | null;
  readonly customer: WireCustomer;
  readonly authorization:
    | typeof TEST_CARD & { readonly authorization_code: string }
    | { readonly authorization_code?: undefined; readonly [name: string]: unknown };
  readonly plan: null;
  readonly split: Record<string, never>;
  readonly subaccount: { readonly subaccount_code?: string };
}

/** Who gets what of a split payment, in kobo. */
export interface FeesSplit {
  readonly paystack: number;
  readonly integration: number;
  readonly subaccount: number;
  readonly params: {
    readonly bearer: string;
    readonly transaction_charge: string;
    readonly percentage_charge: string;
  };
}

function feesSplit({ split }: Transaction, amount: number, fault: Fault): FeesSplit | null {
  if (split === undefined || fault.split === "none") return null;
  const fee = localChargeFee(amount);
  const charge = split.charge ?? Math.floor(amount * split.percentage / 100);
  const byAccount = split.bearer === "account";
  const subaccount = fault.payeeShare ?? amount - charge - (byAccount ? 0 : fee);
  return {
    paystack: fee,
    integration: amount - fee - subaccount,
    subaccount,
    params: {
      bearer: split.bearer,
      transaction_charge: split.charge === null ? "" : String(split.charge),
      percentage_charge: String(split.percentage),
    },
  };
}

function wireCustomer({ customer }: Transaction): WireCustomer {
  return {
    id: customer.id,
    email: customer.email,
    customer_code: customer.code,
    first_name: null,
    last_name: null,
    phone: null,
    metadata: null,
    risk_action: "default",
  };
}

/** The transaction as Paystack tells it, bent by the fault that applies to it. */
export function wireTransaction(transaction: Transaction, fault: Fault): WireTransaction {
  const { paidAt, createdAt } = transaction;
  const paid = paidAt !== null;
  const amount = paid ? fault.amountPaid ?? transaction.amount : transaction.amount;
  const shares = paid ? feesSplit(transaction, amount, fault) : null;
  return {
    id: transaction.id,
    domain: fault.domain ?? "test",
    status: transaction.status,
    reference: transaction.reference,
    receipt_number: null,
    amount,
    requested_amount: transaction.amount,
    message: null,
    gateway_response: transaction.gatewayResponse,
    paid_at: paidAt,
    paidAt,
    created_at: createdAt,
    createdAt,
    channel: transaction.channel ?? "card",
    currency: paid ? fault.currencyPaid ?? transaction.currency : transaction.currency,
    ip_address: null,
    metadata: transaction.metadata,
    log: null,
    fees: paid ? localChargeFee(amount) : null,
    fees_split: shares,
    customer: wireCustomer(transaction),
    authorization: !paid
      ? {}
      : transaction.receiverAccount === undefined
      ? { ...TEST_CARD, authorization_code: transaction.customer.authorizationCode }
      : {
        channel: transaction.channel,
        sender_name: "SOMEBODY",
        sender_bank: "Sender Bank",
        receiver_bank_account_number: transaction.receiverAccount,
        receiver_bank: "Test Bank",
        reusable: false,
      },
    plan: null,
    split: {},
    subaccount: transaction.split === undefined || fault.split === "none"
      ? {}
      : { subaccount_code: transaction.split.code },
  };
}

/** The same transaction while the provider still says it does not know the outcome. */
export function asPending(wire: WireTransaction): WireTransaction {
  return {
    ...wire,
    status: "pending",
    amount: wire.requested_amount,
    gateway_response: "The transaction is being processed",
    paid_at: null,
    paidAt: null,
    fees: null,
    fees_split: null,
    authorization: {},
  };
}

/** The `data` of the refund endpoints; the transaction is its bare id in lists and look-ups. */
export interface WireRefund {
  readonly id: number;
  readonly integration: number;
  readonly domain: "test";
  readonly transaction: number | WireTransaction;
  readonly deducted_amount: number;
  readonly fully_deducted: boolean;
  readonly channel: null;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly refunded_by: string;
  readonly refunded_at: string;
  readonly expected_at: string;
  readonly customer_note: string;
  readonly merchant_note: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const INTEGRATION = 100073;
const REFUND_DAYS = 10;

/** A refund in lists and look-ups. */
export function wireRefund(refund: Refund): WireRefund {
  const returned = refund.status === "processed";
  const expected = Date.parse(refund.createdAt) + REFUND_DAYS * 86_400_000;
  return {
    id: refund.id,
    integration: INTEGRATION,
    domain: "test",
    transaction: refund.transaction.id,
    deducted_amount: returned ? refund.amount : 0,
    fully_deducted: returned,
    channel: null,
    status: refund.status,
    amount: refund.amount,
    currency: refund.transaction.currency,
    refunded_by: "sandbox@example.com",
    refunded_at: refund.updatedAt,
    expected_at: new Date(expected).toISOString(),
    customer_note: refund.customerNote,
    merchant_note: refund.merchantNote,
    createdAt: refund.createdAt,
    updatedAt: refund.updatedAt,
  };
}

/** The `data` of a `refund.*` event, in which the amount is a string. */
export function refundEventData(refund: Refund): Record<string, unknown> {
  const { transaction } = refund;
  const data = {
    status: refund.status,
    transaction_reference: transaction.reference,
    refund_reference: null,
    amount: String(refund.amount),
    currency: transaction.currency,
    processor: "sandbox",
    customer: wireCustomer(transaction),
    integration: INTEGRATION,
    domain: "test",
  };
  if (refund.status !== "needs-attention") return data;
  const notes = { customer_note: refund.customerNote, merchant_note: refund.merchantNote };
  return { ...data, ...notes, id: String(refund.id) };
}
