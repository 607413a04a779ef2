import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError, functionData } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import { downloadScan, uploadScan } from "../ground/scans.ts";
import type { UploadOptions } from "../ground/uploads.ts";

/** A paper of a property, unit, tenancy or tenant. */
export type Document = Omit<Database["public"]["Tables"]["documents"]["Row"], "upload_path">;

/** Who outside the organization may read a document, and until when. */
export type DocumentAccess = Database["public"]["Tables"]["document_access"]["Row"];

/** What a document is about: exactly one. */
export type DocumentSubject =
  | { readonly property_id: string }
  | { readonly unit_id: string }
  | { readonly tenancy_id: string }
  | { readonly tenant_id: string };

/** What is told of a paper when it is added. */
export type NewDocument = DocumentSubject & {
  readonly kind: Document["kind"];
  /** 1 to 160 characters. */
  readonly title: string;
  /** The last day on which the paper itself holds, such as an insurance: YYYY-MM-DD. */
  readonly expires_on?: string;
};

const columns = "id, org_id, property_id, unit_id, tenancy_id, tenant_id, kind, title, " +
  "storage_path, mime_type, size_bytes, sha256, expires_on, added_by, created_at, retired_at";

/**
 * Uploads a PDF, JPEG or PNG of at most 15 MiB and makes a document of it. Members add to what they may write;
 * tenants to their own tenancy. The same file on the same subject again gives the document that is there.
 * @throws {EstateError} document.wrong_type when the file is not what it says it is, and what else
 * docs/problems says
 */
export async function addDocument(
  estate: Estate,
  document: NewDocument,
  scan: Blob,
  options: UploadOptions = {},
): Promise<Document> {
  const { data: caller } = await estate.auth.getSession();
  if (caller.session === null) {
    throw new EstateError("Cannot add a document: sign in first", "auth.missing_token", 401);
  }
  const path = await uploadScan(estate, "uploads", caller.session.user.id, scan, 15, options);
  try {
    return await functionData(
      await estate.functions.invoke<Document>("documents/files", {
        method: "POST",
        headers: { "idempotency-key": crypto.randomUUID() },
        body: { ...document, upload_path: path },
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

/** The documents of one subject that you may read, oldest first; those put away only when asked for. */
export async function listDocuments(
  estate: Estate,
  subject: DocumentSubject,
  options: { retired?: boolean } = {},
): Promise<Document[]> {
  const found = estate.from("documents").select(columns).match({ ...subject }).order("id");
  return dataAs<Document[]>(
    await (options.retired === true ? found : found.is("retired_at", null)),
  );
}

/**
 * A page of all documents that you may read, oldest first, `after` the last one of the page before. Outside an
 * organization those are the ones shared with you or a tenancy of yours, and the ones you added.
 */
export async function listReadableDocuments(
  estate: Estate,
  options: { after?: string; limit?: number } = {},
): Promise<Document[]> {
  const page = estate.from("documents").select(columns).is("retired_at", null).order("id")
    .limit(options.limit ?? 100);
  return dataAs<Document[]>(
    await (options.after === undefined ? page : page.gt("id", options.after)),
  );
}

/** The file, for who may read the document at this moment. A link would go on working when the grant ends. */
export function downloadDocument(
  estate: Estate,
  document: Pick<Document, "storage_path">,
): Promise<Blob> {
  return downloadScan(estate, "documents", document.storage_path);
}

/**
 * Lets all tenants of a tenancy, or whoever shows that an e-mail address or number (`contact`) is theirs, read a
 * document until `expiresAt`, or until you take it back. The same again with another time changes the time. Whether
 * somebody has an account with it already is not told: who has none reads it once they have signed up.
 */
export async function shareDocument(
  estate: Estate,
  documentId: string,
  reader: { readonly tenancy_id: string } | { readonly contact: string },
  expiresAt?: Date,
): Promise<DocumentAccess> {
  return dataOf(
    await estate.rpc("share_document", {
      document_id: documentId,
      ...reader,
      ...given({ expires_at: expiresAt?.toISOString() }),
    }),
  );
}

/** Who may read a document, or might once, oldest first: for members all grants, for others their own. */
export async function listDocumentAccess(
  estate: Estate,
  documentId: string,
): Promise<DocumentAccess[]> {
  return dataOf(
    await estate.from("document_access").select("*").eq("document_id", documentId).order("id"),
  );
}

/** Takes a grant back at once: the file cannot be read by it any more either. Safe to repeat. */
export async function unshareDocument(estate: Estate, accessId: string): Promise<DocumentAccess> {
  return dataOf(
    await estate.rpc("unshare_document", { access_id: accessId }),
  );
}

/** Puts a document away for good: the organization keeps it, nobody else it was shared with sees it. */
export async function retireDocument(estate: Estate, documentId: string): Promise<Document> {
  return dataOf(
    await estate.rpc("retire_document", { document_id: documentId }).select(columns),
  );
}
