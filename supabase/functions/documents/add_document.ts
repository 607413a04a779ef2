/** The steps from an upload to a document. Each may be repeated; the row comes last. */
import { lieOf, type PaperType, paperTypes, sniff } from "../_shared/file_type.ts";
import { sha256Hex } from "../_shared/hmac.ts";
import type { Log } from "../_shared/log.ts";
import { Problem, type ProblemCode } from "../_shared/problem.ts";
import { attemptFolder, recordFiles } from "../_shared/recorded_files.ts";
import type { DocumentsDeps } from "./deps.ts";

/** Largest file. */
const mostBytes = 15 * 1024 * 1024;

const endings: Readonly<Record<PaperType, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
};

/** What a document can be. */
export const documentKinds = [
  "agreement",
  "notice",
  "letter",
  "receipt_copy",
  "insurance",
  "permit",
  "identity",
  "inventory",
  "other",
] as const;

/** What a document can be about. */
export const subjects = ["property_id", "unit_id", "tenancy_id", "tenant_id"] as const;

/** A document to add. */
export interface NewDocument {
  readonly userId: string;
  /** In bucket uploads. */
  readonly uploadPath: string;
  readonly subject: { readonly name: typeof subjects[number]; readonly id: string };
  readonly kind: typeof documentKinds[number];
  readonly title: string;
  /** The last day of the paper itself. */
  readonly expiresOn?: string | undefined;
}

/** A row of documents, as far as the caller gets it. */
export interface DocumentRow {
  readonly id: string;
  readonly org_id: string;
  readonly property_id: string | null;
  readonly unit_id: string | null;
  readonly tenancy_id: string | null;
  readonly tenant_id: string | null;
  readonly kind: typeof documentKinds[number];
  readonly title: string;
  readonly storage_path: string;
  readonly mime_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly expires_on: string | null;
  readonly added_by: string | null;
  readonly created_at: string;
  readonly retired_at: string | null;
}

/**
 * Makes the document. A try that broke off leaves no row, so nothing is seen of it, and a repeat does the rest.
 * The upload is looked at first, for another file may lie by now where an earlier one was; only when it is gone
 * does its path alone say what was made of it.
 * @throws {Problem} what the database refuses, document.upload_not_found, document.too_large,
 * document.wrong_type
 */
export async function addDocument(
  deps: DocumentsDeps,
  document: NewDocument,
  log: Log,
): Promise<DocumentRow> {
  const { database, files } = deps;
  const { userId, uploadPath, subject } = document;
  const facts = {
    acting_user: userId,
    kind: document.kind,
    upload_path: uploadPath,
    [subject.name]: subject.id,
  };
  const [prepared] = await database.call<{ org_id: string; known: DocumentRow | null }[]>(
    "prepare_document",
    facts,
  );
  const upload = await files.read("uploads", uploadPath);
  if (upload === undefined) {
    if (prepared?.known) return prepared.known;
    throw refusedUpload("document.upload_not_found", "is not in bucket uploads");
  }
  const { bytes, declaredType } = upload;
  if (bytes.length > mostBytes) throw refusedUpload("document.too_large", "is larger than 15 MiB");
  const type = sniff(bytes, paperTypes);
  const lie = lieOf({ name: uploadPath, declaredType, actual: type }, "PDF, JPEG or PNG file");
  if (lie !== undefined || type === undefined) {
    throw refusedUpload("document.wrong_type", lie ?? "");
  }
  const sha256 = await sha256Hex(bytes);
  const path = `${attemptFolder(`${prepared?.org_id}/${subject.id}`)}/${sha256}.${endings[type]}`;
  const row = await recordFiles(
    { store: files, bucket: "documents", log },
    // Caches keep nothing: the right to read may end at any moment.
    [{ path, bytes, type, cacheSeconds: 0 }],
    () =>
      database.call<DocumentRow>("add_document", {
        ...facts,
        title: document.title,
        storage_path: path,
        mime_type: type,
        size_bytes: bytes.length,
        sha256,
        expires_on: document.expiresOn ?? null,
      }),
    (row) => [row.storage_path],
  );
  try {
    await files.remove("uploads", [uploadPath]);
  } catch (error) {
    // The document is made: an upload that stays for now hurts nobody.
    log.warn("document.not_cleared_up", { error });
  }
  return row;
}

/** Why an upload cannot be used. */
export function refusedUpload(code: ProblemCode, why: string): Problem {
  const detail = `Cannot use the upload: it ${why}`;
  return Problem.of(code, { detail, errors: [{ pointer: "/upload_path", code, detail }] });
}
