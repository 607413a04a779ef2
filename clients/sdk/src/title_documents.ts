import type { Estate } from "./client.ts";
import { dataOf, EstateError } from "./estate_error.ts";
import type { Database } from "./generated/database.types.ts";

const bucket = "title-documents";
const extensions: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
};

type TitleDocumentInsert = Database["public"]["Tables"]["title_documents"]["Insert"];

/** A paper by which a property is owned, and how far it was examined. */
export type TitleDocument = Database["public"]["Tables"]["title_documents"]["Row"];

/** What an owner tells of a title document. */
export type NewTitleDocument = Pick<
  TitleDocumentInsert,
  | "org_id"
  | "property_id"
  | "kind"
  | "number"
  | "registry"
  | "holder_name"
  | "issued_on"
  | "storage_path"
>;

/**
 * Uploads a scan (PDF, JPEG or PNG, at most 10 MiB) to the organization's private folder; returns its path,
 * for `storage_path`. It cannot be replaced: a better scan is another file.
 */
export async function uploadTitleScan(estate: Estate, orgId: string, scan: Blob): Promise<string> {
  const extension = extensions[scan.type];
  if (extension === undefined) {
    throw new EstateError(
      `Cannot upload a scan of type ${scan.type || "unknown"}: use PDF, JPEG or PNG`,
      "request.unsupported_media_type",
      415,
      "scan",
    );
  }
  if (scan.size > 10 * 1024 * 1024) {
    throw new EstateError(
      "Cannot upload a scan of more than 10 MiB",
      "request.too_large",
      413,
      "scan",
    );
  }
  const path = `${orgId}/${crypto.randomUUID()}.${extension}`;
  const { error } = await estate.storage.from(bucket).upload(path, scan, {
    contentType: scan.type,
  });
  if (error !== null) throw storageError(error);
  return path;
}

/** Tells of a title document; returns it, unseen. Its facts can be changed until a reviewer has seen a copy. */
export async function addTitleDocument(
  estate: Estate,
  document: NewTitleDocument,
): Promise<TitleDocument> {
  return dataOf(await estate.from("title_documents").insert(document).select("*").single());
}

/** The title documents of a property, oldest first. */
export async function listTitleDocuments(
  estate: Estate,
  propertyId: string,
): Promise<TitleDocument[]> {
  return dataOf(
    await estate.from("title_documents").select("*").eq("property_id", propertyId).order("id"),
  );
}

/** A link to a scan that works for `seconds`, for members and staff. */
export async function linkToTitleScan(
  estate: Estate,
  storagePath: string,
  seconds = 60,
): Promise<string> {
  const { data, error } = await estate.storage.from(bucket).createSignedUrl(storagePath, seconds);
  if (error !== null) throw storageError(error);
  return data.signedUrl;
}

/**
 * Records what staff found: a copy is seen first, then the registry searched. A property is shown as verified
 * while a paper of it, or of the estate it stands in, is searched_clean and none searched_adverse.
 */
export async function reviewTitleDocument(
  estate: Estate,
  documentId: string,
  status: TitleDocument["status"],
  note?: string,
): Promise<TitleDocument> {
  return dataOf(
    await estate.rpc("review_title_document", {
      title_document_id: documentId,
      status,
      ...(note === undefined ? {} : { note }),
    }),
  ) as TitleDocument;
}

function storageError(error: Error & { status?: number | undefined }): EstateError {
  return new EstateError(error.message, "storage.refused", error.status ?? 400, undefined, {
    cause: error,
  });
}
