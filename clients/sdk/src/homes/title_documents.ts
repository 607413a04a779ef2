import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import { linkToScan, uploadScan } from "../ground/scans.ts";

const bucket = "title-documents";

/** A paper by which a property is owned, and how far it was examined. */
export type TitleDocument = Database["public"]["Tables"]["title_documents"]["Row"];

/** What an owner tells of a title document; `issued_on` such as 2019-03-31. */
export type NewTitleDocument = Database["public"]["Functions"]["add_title_document"]["Args"];

/** The facts of a title document as they should have been; what is left out is emptied. */
export type CorrectedTitleDocument = Omit<NewTitleDocument, "property_id">;

/**
 * Uploads a scan (PDF, JPEG or PNG, at most 10 MiB) to the organization's private folder; returns its path,
 * for `storage_path`. It cannot be replaced: a better scan is another file.
 */
export function uploadTitleScan(estate: Estate, orgId: string, scan: Blob): Promise<string> {
  return uploadScan(estate, bucket, orgId, scan);
}

/** Tells of a title document; returns it, unseen. Its facts can be changed until a reviewer has seen a copy. */
export async function addTitleDocument(
  estate: Estate,
  document: NewTitleDocument,
): Promise<TitleDocument> {
  return dataAs<TitleDocument>(await estate.rpc("add_title_document", document));
}

/** Writes the facts of a title document anew. @throws {EstateError} title_document.reviewed, title_document.bad_fact */
export async function correctTitleDocument(
  estate: Estate,
  documentId: string,
  document: CorrectedTitleDocument,
): Promise<TitleDocument> {
  return dataAs<TitleDocument>(
    await estate.rpc("correct_title_document", { title_document_id: documentId, ...document }),
  );
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
export function linkToTitleScan(
  estate: Estate,
  storagePath: string,
  seconds = 60,
): Promise<string> {
  return linkToScan(estate, bucket, storagePath, seconds);
}

/**
 * Records what staff found: a copy is seen first, then the registry searched. A property is shown as verified
 * while a paper of it, or of the estate it stands in, is searched_clean and none searched_adverse, as long as it is where
 * the reviewer saw it. @throws {EstateError} title_document.place_changed
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
      ...given({ note }),
    }),
  );
}

/**
 * For staff: title documents that nobody has seen, whose registry is still to be searched, or whose property is not any more
 * what was searched; oldest first, at most 100.
 */
export async function titleDocumentsToReview(
  estate: Estate,
  page: { readonly afterId?: string } = {},
): Promise<TitleDocument[]> {
  let found = estate.from("title_documents").select("*")
    .or("status.in.(unseen,copy_seen),place_changed_at.not.is.null").order("id").limit(100);
  if (page.afterId !== undefined) found = found.gt("id", page.afterId);
  return dataOf(await found);
}
