/** Transactions, refunds and payouts as Flutterwave v3 puts them in answers and webhooks. Amounts are naira. */
import { encodeHex } from "@std/encoding/hex";
import type { Fault } from "../faults.ts";
import type { Refund, Transaction, Transfer } from "./ledger.ts";
import { localChargeFee, toNaira } from "./money.ts";

const ACCOUNT_ID = 17321;

/** The `data` of verify and of `charge.completed`. */
export interface WireTransaction {
  readonly id: number;
  readonly tx_ref: string;
  readonly flw_ref: string;
  readonly amount: number;
  readonly currency: string;
  readonly charged_amount: number;
  readonly app_fee: number;
  readonly merchant_fee: number;
  readonly amount_settled: number;
  readonly processor_response: string;
  readonly auth_model: string;
  readonly ip: string;
  readonly narration: string;
  readonly status: string;
  readonly payment_type: string;
  readonly created_at: string;
  readonly account_id: number;
  readonly customer: Readonly<Record<string, unknown>>;
  readonly card: Readonly<Record<string, string>>;
  readonly meta: unknown;
}

/** What charges the card that somebody paid with. */
export function cardToken(email: string): string {
  return `flw-t1nf-${encodeHex(email.toLowerCase())}-k3n`;
}

/** Kobo that the payer is said to have paid. */
export function amountPaid({ link }: Transaction, fault: Fault): number {
  return fault.amountPaid ?? link.amount;
}

/** The transaction as Flutterwave tells it, bent by the fault that applies to it. */
export function wireTransaction(transaction: Transaction, fault: Fault): WireTransaction {
  const { id, link, status, createdAt } = transaction;
  const amount = amountPaid(transaction, fault);
  const fee = status === "successful" ? localChargeFee(amount) : 0;
  const share = fault.split === "none" ? 0 : fault.payeeShare ?? link.split?.share ?? 0;
  return {
    id,
    tx_ref: link.txRef,
    // Test transactions are named as mocks.
    flw_ref: `${fault.domain === "live" ? "FLW" : "FLW-MOCK"}-${id.toString(16)}`,
    amount: toNaira(amount),
    currency: fault.currencyPaid ?? link.currency,
    charged_amount: toNaira(amount),
    app_fee: toNaira(fee),
    merchant_fee: 0,
    // What is settled to the merchant; a payee's share it does not tell of.
    amount_settled: toNaira(amount - fee - share),
    processor_response: status === "successful"
      ? "Approved by Financial Institution"
      : "Declined by the bank",
    auth_model: "PIN",
    ip: "127.0.0.1",
    narration: "CARD Transaction",
    status,
    payment_type: link.account === undefined ? "card" : "bank_transfer",
    created_at: createdAt,
    account_id: ACCOUNT_ID,
    customer: {
      id: ACCOUNT_ID + 1,
      name: "Anonymous customer",
      phone_number: null,
      email: link.email,
      created_at: link.createdAt,
    },
    card: {
      first_6digits: "553188",
      last_4digits: "2950",
      issuer: "MASTERCARD CREDIT",
      country: "NG",
      type: "MASTERCARD",
      token: cardToken(link.email),
      expiry: "09/32",
    },
    meta: link.meta,
  };
}

/** The same transaction while the provider still says it does not know the outcome. */
export function asPending(wire: WireTransaction): WireTransaction {
  return { ...wire, status: "pending", processor_response: "Transaction is being processed" };
}

/** A row of the list: as verify tells it, with the customer flat. */
export function wireListed(wire: WireTransaction): Record<string, unknown> {
  const { customer, card: _card, ...row } = wire;
  return { ...row, customer_name: customer["name"], customer_email: customer["email"] };
}

/** A refund. */
export function wireRefund({ id, transaction, amount, comments, createdAt, status }: Refund) {
  return {
    id,
    account_id: ACCOUNT_ID,
    tx_id: transaction.id,
    flw_ref: `FLW-MOCK-${transaction.id.toString(16)}`,
    wallet_id: ACCOUNT_ID + 2,
    amount_refunded: toNaira(amount),
    status,
    destination: "payment_source",
    comments,
    meta: { source: "availablebalance" },
    created_at: createdAt,
  };
}

/** A refund in a webhook, which is flat, in other letters and without the name of an event. */
export function refundEvent({ id, transaction, amount, comments, createdAt, status }: Refund) {
  return {
    id,
    AmountRefunded: toNaira(amount),
    status,
    FlwRef: `FLW-MOCK-${transaction.id.toString(16)}`,
    destination: "payment_source",
    comments,
    settlement_id: "NEW",
    meta: JSON.stringify({ source: "availablebalance" }),
    createdAt,
    updatedAt: createdAt,
    walletId: ACCOUNT_ID + 2,
    AccountId: ACCOUNT_ID,
    TransactionId: transaction.id,
  };
}

/** A payout. */
export function wireTransfer(transfer: Transfer) {
  return {
    id: transfer.id,
    account_number: transfer.accountNumber,
    bank_code: transfer.bankCode,
    bank_name: "SANDBOX BANK",
    full_name: transfer.accountName,
    created_at: transfer.createdAt,
    currency: "NGN",
    debit_currency: "NGN",
    amount: toNaira(transfer.amount),
    fee: 26.875,
    status: transfer.status,
    reference: transfer.reference,
    meta: null,
    narration: transfer.narration,
    complete_message: transfer.status === "FAILED" ? "DISBURSE FAILED" : "",
    requires_approval: transfer.requiresApproval ? 1 : 0,
    is_approved: transfer.requiresApproval && transfer.status === "NEW" ? 0 : 1,
  };
}
