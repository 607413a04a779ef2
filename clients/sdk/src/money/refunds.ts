/** Refunds: money of a settled payment goes back, by the word of two people. */
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";

/** A refund, and how far it has come. Amounts in kobo. */
export type Refund = Database["public"]["Tables"]["refunds"]["Row"];
/** Money that went back, by a refund or a chargeback. Amounts in kobo. */
export type PaymentReturn = Database["public"]["Tables"]["payment_returns"]["Row"];

/** A refund to ask for. */
export interface NewRefund {
  readonly paymentId: string;
  /** The whole of what is left of the payment, or a part. */
  readonly amountKobo: number;
  /** What the payer reads. */
  readonly reason: string;
  /** An id of your own choice makes it safe to repeat. */
  readonly clientId: string;
  /** Of which charge the money is; credit goes first, and then the newest charges, when none is named. */
  readonly chargeId?: string;
  /** What it was paid for is owed no more. Otherwise the charges are open again. */
  readonly dropsCharges?: boolean;
  /** It is paid out by hand, although the payment came by a provider. */
  readonly byHand?: boolean;
}

/**
 * Asks for money of a settled payment to go back. Another member approves it.
 * @throws {EstateError} refund.too_much, refund.disputed, and what else docs/problems says
 */
export async function requestRefund(estate: Estate, refund: NewRefund): Promise<Refund> {
  return dataOf(
    await estate.rpc("request_refund", {
      payment_id: refund.paymentId,
      amount_kobo: refund.amountKobo,
      reason: refund.reason,
      client_id: refund.clientId,
      ...given({
        charge_id: refund.chargeId,
        drops_charges: refund.dropsCharges,
        by_hand: refund.byHand,
      }),
    }),
  );
}

/**
 * Approves a refund that somebody else asked for; it is then sent. Who is the only member with money.confirm says so
 * (`iAmAlone`) and approves their own.
 */
export async function approveRefund(
  estate: Estate,
  refundId: string,
  { iAmAlone = false }: { readonly iAmAlone?: boolean } = {},
): Promise<Refund> {
  return dataOf(
    await estate.rpc("approve_refund", { refund_id: refundId, i_am_alone: iAmAlone }),
  );
}

/** Declines a refund that was asked for, with a reason that the payer reads. */
export async function declineRefund(
  estate: Estate,
  refundId: string,
  reason: string,
): Promise<Refund> {
  return dataOf(await estate.rpc("decline_refund", { refund_id: refundId, reason }));
}

/** Withdraws a refund that was not sent yet. */
export async function withdrawRefund(
  estate: Estate,
  refundId: string,
  reason: string,
): Promise<Refund> {
  return dataOf(await estate.rpc("withdraw_refund", { refund_id: refundId, reason }));
}

/** Says that an approved refund was paid out by hand, and what shows it: words, or a paper of the tenancy. */
export async function recordRefundPaid(
  estate: Estate,
  refundId: string,
  paid: {
    /** Nigerian date: YYYY-MM-DD. */
    readonly paidOn: string;
    readonly reference: string;
    readonly note?: string;
    readonly documentId?: string;
    readonly iAmAlone?: boolean;
  },
): Promise<Refund> {
  return dataOf(
    await estate.rpc("record_refund_paid", {
      refund_id: refundId,
      paid_on: paid.paidOn,
      reference: paid.reference,
      ...given({ note: paid.note, document_id: paid.documentId, i_am_alone: paid.iAmAlone }),
    }),
  );
}

/** For staff, of a refund of which nobody knows whether the provider made it: what its dashboard shows. */
export async function clearRefund(
  estate: Estate,
  refundId: string,
  found: {
    readonly wasMade: boolean;
    readonly note: string;
    /** The provider's number of it, when it was made. */
    readonly providerRefundId?: string;
  },
): Promise<Refund> {
  return dataOf(
    await estate.rpc("clear_refund", {
      refund_id: refundId,
      was_made: found.wasMade,
      note: found.note,
      ...given({ provider_refund_id: found.providerRefundId }),
    }),
  );
}

/** Refunds that you may see, newest first: of your organization, or of what you paid for (`subjectId`, your tenancy). */
export async function listRefunds(
  estate: Estate,
  of: {
    readonly orgId?: string;
    readonly subjectId?: string;
    readonly paymentId?: string;
    readonly status?: Refund["status"];
    readonly limit?: number;
  } = {},
): Promise<Refund[]> {
  let found = estate.from("refunds").select("*").order("id", { ascending: false })
    .limit(of.limit ?? 100);
  if (of.orgId !== undefined) found = found.eq("org_id", of.orgId);
  if (of.subjectId !== undefined) found = found.eq("subject_id", of.subjectId);
  if (of.paymentId !== undefined) found = found.eq("payment_id", of.paymentId);
  if (of.status !== undefined) found = found.eq("status", of.status);
  return dataOf(await found);
}

/** What went back of a payment, oldest first. */
export async function listReturns(estate: Estate, paymentId: string): Promise<PaymentReturn[]> {
  return dataOf(
    await estate.from("payment_returns").select("*").eq("payment_id", paymentId).order("id"),
  );
}
