/** The steps from an upload to a proof of an offline payment. Each may be repeated; the row comes last. */
import { lieOf, type PaperType, paperTypes, sniff } from "../_shared/file_type.ts";
import { sha256Hex } from "../_shared/hmac.ts";
import type { Log } from "../_shared/log.ts";
import { recordFiles } from "../_shared/recorded_files.ts";
import { refusedUpload } from "./add_document.ts";
import type { DocumentsDeps } from "./deps.ts";

/** Largest file. */
const mostBytes = 10 * 1024 * 1024;

/** Ways to pay that no provider confirms. */
export const offlineMethods = ["bank_transfer", "cash", "pos", "cheque"] as const;

/** What is said of a payment when it is reported. */
export interface ReportedPayment {
  readonly userId: string;
  /** Of the reporter's own: sent again it is not made twice. */
  readonly clientId: string;
  readonly chargeIds: readonly string[];
  readonly method: typeof offlineMethods[number];
  readonly amountKobo: number;
  /** Nigerian date. */
  readonly paidOn: string;
  readonly bankReference?: string | undefined;
  readonly note?: string | undefined;
  /** In bucket uploads. */
  readonly uploadPath: string;
}

/** Another proof of a payment that was reported. */
export interface FurtherProof {
  readonly userId: string;
  readonly offlinePaymentId: string;
  readonly uploadPath: string;
}

/** A row of offline_payments, as far as the caller gets it. */
export interface OfflinePaymentRow {
  readonly id: string;
  readonly payment_id: string;
  readonly status: string;
  readonly [column: string]: unknown;
}

/**
 * Reports a payment with its proof. What is in the picture beside what it shows stays in it: it is evidence.
 * @throws {Problem} what the database refuses, document.upload_not_found, document.too_large, document.wrong_type
 */
export function reportPayment(
  deps: DocumentsDeps,
  payment: ReportedPayment,
  log: Log,
): Promise<OfflinePaymentRow> {
  const facts = {
    acting_user: payment.userId,
    client_id: payment.clientId,
    charge_ids: payment.chargeIds,
    method: payment.method,
    amount_kobo: payment.amountKobo,
    paid_on: payment.paidOn,
    bank_reference: payment.bankReference ?? null,
    note: payment.note ?? null,
    upload_path: payment.uploadPath,
  };
  return prove(deps, "prepare_payment_proof", "report_offline_payment", facts, log);
}

/**
 * Adds a proof to a payment that was reported.
 * @throws {Problem} as reportPayment
 */
export function addPaymentProof(
  deps: DocumentsDeps,
  proof: FurtherProof,
  log: Log,
): Promise<OfflinePaymentRow> {
  const facts = {
    acting_user: proof.userId,
    offline_payment_id: proof.offlinePaymentId,
    upload_path: proof.uploadPath,
  };
  return prove(deps, "prepare_further_proof", "add_payment_proof", facts, log);
}

/**
 * The database gives each try a path that it sweeps by itself when no row comes: so a try that is killed between
 * the file and the row leaves nothing for good.
 */
async function prove(
  { database, files }: DocumentsDeps,
  prepare: string,
  record: string,
  facts: Readonly<Record<string, unknown>> & { readonly upload_path: string },
  log: Log,
): Promise<OfflinePaymentRow> {
  const [prepared] = await database.call<
    { storage_path: string | null; known: OfflinePaymentRow | null }[]
  >(prepare, facts);
  if (prepared?.known) return prepared.known;
  const path = prepared?.storage_path ?? "";
  const upload = await files.read("uploads", facts.upload_path);
  if (upload === undefined) {
    throw refusedUpload("document.upload_not_found", "is not in bucket uploads");
  }
  const { bytes, declaredType } = upload;
  if (bytes.length > mostBytes) throw refusedUpload("document.too_large", "is larger than 10 MiB");
  const type: PaperType | undefined = sniff(bytes, paperTypes);
  const lie = lieOf(
    { name: facts.upload_path, declaredType, actual: type },
    "PDF, JPEG or PNG file",
  );
  if (lie !== undefined || type === undefined) {
    throw refusedUpload("document.wrong_type", lie ?? "");
  }
  const sha256 = await sha256Hex(bytes);
  const row = await recordFiles(
    { store: files, bucket: "payment-proofs", log },
    // Caches keep nothing: the right to read may end at any moment.
    [{ path, bytes, type, cacheSeconds: 0 }],
    () =>
      database.call<OfflinePaymentRow>(record, {
        ...facts,
        storage_path: path,
        mime_type: type,
        size_bytes: bytes.length,
        sha256,
      }),
    // When a twin was faster, no row names this file: the database sweeps it.
    () => [path],
  );
  try {
    await files.remove("uploads", [facts.upload_path]);
  } catch (error) {
    // The proof is there: an upload that stays for now hurts nobody.
    log.warn("payment_proof.not_cleared_up", { error });
  }
  return row;
}
