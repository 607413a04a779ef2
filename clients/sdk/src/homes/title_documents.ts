import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import { linkToScan, uploadScan } from "../ground/scans.ts";

const bucket = "title-documents";

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
export function uploadTitleScan(estate: Estate, orgId: string, scan: Blob): Promise<string> {
  return uploadScan(estate, bucket, orgId, scan);
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
export function linkToTitleScan(
  estate: Estate,
  storagePath: string,
  seconds = 60,
): Promise<string> {
  return linkToScan(estate, bucket, storagePath, seconds);
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
      ...given({ note }),
    }),
  );
}
