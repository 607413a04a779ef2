import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError, functionData } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { downloadScan, uploadScan } from "../ground/scans.ts";
import type { UploadOptions } from "../ground/uploads.ts";
import type { Database } from "../generated/database.types.ts";

/** What was said of a payment by transfer, cash, POS or cheque, and what became of it. Amounts in kobo. */
export type OfflinePayment = Database["public"]["Tables"]["offline_payments"]["Row"];

/** What a payer showed of such a payment. */
export type PaymentProof = Omit<
  Database["public"]["Tables"]["payment_proofs"]["Row"],
  "upload_path"
>;

/** Ways to pay that no provider confirms. */
export type OfflineMethod = "bank_transfer" | "cash" | "pos" | "cheque";

/** What a payer says of a payment. */
export interface ReportedPayment {
  readonly chargeIds: readonly string[];
  readonly method: OfflineMethod;
  readonly amountKobo: number;
  /** Nigerian date: YYYY-MM-DD. */
  readonly paidOn: string;
  /** Of the transfer, slip or cheque, as your bank says it. */
  readonly bankReference?: string;
  readonly note?: string;
}

const proofColumns =
  "id, org_id, offline_payment_id, storage_path, mime_type, size_bytes, sha256, added_by, created_at";
const mostProofMiB = 10;

/**
 * Reports that you paid charges of yours, with a PDF, JPEG or PNG of at most 10 MiB that shows it. The payee's side
 * looks whether it came. Sent again with the same `clientId` after a lost answer it is one payment.
 * @throws {EstateError} offline_payment.evidence_used when you used the reference or the file before, and what else
 * docs/problems says
 */
export function reportOfflinePayment(
  estate: Estate,
  payment: ReportedPayment,
  proof: Blob,
  clientId: string = crypto.randomUUID(),
  options: UploadOptions = {},
): Promise<OfflinePayment> {
  return sendProof(estate, "documents/payment-proofs", proof, {
    client_id: clientId,
    charge_ids: payment.chargeIds,
    method: payment.method,
    amount_kobo: payment.amountKobo,
    paid_on: payment.paidOn,
    ...given({ bank_reference: payment.bankReference, note: payment.note }),
  }, options);
}

/** Shows more of a payment that you reported, because more was asked for or nobody looked in time. */
export function addPaymentProof(
  estate: Estate,
  offlinePaymentId: string,
  proof: Blob,
  options: UploadOptions = {},
): Promise<OfflinePayment> {
  return sendProof(estate, `documents/payment-proofs/${offlinePaymentId}`, proof, {}, options);
}

async function sendProof(
  estate: Estate,
  route: string,
  proof: Blob,
  facts: Readonly<Record<string, unknown>>,
  options: UploadOptions,
): Promise<OfflinePayment> {
  const { data: caller } = await estate.auth.getSession();
  if (caller.session === null) {
    throw new EstateError("Cannot report a payment: sign in first", "auth.missing_token", 401);
  }
  const path = await uploadScan(
    estate,
    "uploads",
    caller.session.user.id,
    proof,
    mostProofMiB,
    options,
  );
  try {
    return await functionData(
      await estate.functions.invoke<OfflinePayment>(route, {
        method: "POST",
        headers: { "idempotency-key": crypto.randomUUID() },
        body: { ...facts, upload_path: path },
      }),
    );
  } catch (error) {
    // What was refused is of no use to anybody; when it stays, nobody else sees it.
    if (error instanceof EstateError && error.code !== "http.unreachable") {
      await estate.storage.from("uploads").remove([path]);
    }
    throw error;
  }
}

/**
 * Offline payments that you may see, newest first: name your organization, or what you pay for (`subjectId`, your
 * tenancy), so that no more is looked through than need be.
 */
export async function listOfflinePayments(
  estate: Estate,
  of: {
    readonly orgId?: string;
    readonly subjectId?: string;
    readonly status?: OfflinePayment["status"];
    readonly limit?: number;
  } = {},
): Promise<OfflinePayment[]> {
  let found = estate.from("offline_payments").select("*").order("id", { ascending: false })
    .limit(of.limit ?? 100);
  if (of.orgId !== undefined) found = found.eq("org_id", of.orgId);
  if (of.subjectId !== undefined) found = found.eq("subject_id", of.subjectId);
  if (of.status !== undefined) found = found.eq("status", of.status);
  return dataOf(await found);
}

/** What was shown of a payment, oldest first. */
export async function listPaymentProofs(
  estate: Estate,
  offlinePaymentId: string,
): Promise<PaymentProof[]> {
  return dataAs<PaymentProof[]>(
    await estate.from("payment_proofs").select(proofColumns)
      .eq("offline_payment_id", offlinePaymentId).order("id"),
  );
}

/** The file of a proof, for who may read it at this moment. */
export function downloadPaymentProof(
  estate: Estate,
  proof: Pick<PaymentProof, "storage_path">,
): Promise<Blob> {
  return downloadScan(estate, "payment-proofs", proof.storage_path);
}

/**
 * Confirms that a reported payment came, or that a cheque cleared, as your bank shows it: it settles, and receipts are
 * issued. Less than reported leaves charges part paid, more becomes credit. Not for who reported it. Of one that the payer
 * disputes staff say so, with a reason that both sides read.
 */
export async function confirmOfflinePayment(
  estate: Estate,
  offlinePaymentId: string,
  bank: { readonly amountKobo: number; readonly receivedOn: string; readonly reason?: string },
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("confirm_offline_payment", {
      offline_payment_id: offlinePaymentId,
      amount_kobo: bank.amountKobo,
      received_on: bank.receivedOn,
      ...given({ reason: bank.reason }),
    }),
  );
}

/** Says, with a reason that the payer reads, that a payment did not come or a cheque bounced. */
export async function rejectOfflinePayment(
  estate: Estate,
  offlinePaymentId: string,
  reason: string,
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("reject_offline_payment", { offline_payment_id: offlinePaymentId, reason }),
  );
}

/** Asks the payer for more than they showed. */
export async function askForProof(
  estate: Estate,
  offlinePaymentId: string,
  question: string,
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("ask_for_proof", { offline_payment_id: offlinePaymentId, question }),
  );
}

/** For members who keep the books: records cash or a POS payment that you took. The payer answers, or it stands. */
export async function recordOfflinePayment(
  estate: Estate,
  payment: ReportedPayment & { readonly method: "cash" | "pos" },
  clientId: string = crypto.randomUUID(),
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("record_offline_payment", {
      charge_ids: [...payment.chargeIds],
      method: payment.method,
      amount_kobo: payment.amountKobo,
      paid_on: payment.paidOn,
      client_id: clientId,
      ...given({ bank_reference: payment.bankReference, note: payment.note }),
    }),
  );
}

/** For the payer: what the payee's side recorded is so. It settles. */
export async function acknowledgePayment(
  estate: Estate,
  offlinePaymentId: string,
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("acknowledge_payment", { offline_payment_id: offlinePaymentId }),
  );
}

/** For the payer: what the payee's side recorded is not so. The platform's staff decide. */
export async function disputePayment(
  estate: Estate,
  offlinePaymentId: string,
  reason: string,
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("dispute_payment", { offline_payment_id: offlinePaymentId, reason }),
  );
}

/** A confirmed payment had not come: it is reversed with a reason, and what it paid is open again. */
export async function takeBackPayment(
  estate: Estate,
  offlinePaymentId: string,
  reason: string,
): Promise<OfflinePayment> {
  return dataOf(
    await estate.rpc("take_back_payment", { offline_payment_id: offlinePaymentId, reason }),
  );
}
