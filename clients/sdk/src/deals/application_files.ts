import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { linkToScan, uploadScan } from "../ground/scans.ts";

const bucket = "application-documents";

/** What an uploaded file of an application shows. */
export type ApplicationDocument = Database["public"]["Tables"]["application_documents"]["Row"];

/** Adds a file (PDF, JPEG or PNG, at most 10 MiB) to your draft or submitted application; at most 20. */
export async function addApplicationDocument(
  estate: Estate,
  applicationId: string,
  kind: ApplicationDocument["kind"],
  scan: Blob,
): Promise<ApplicationDocument> {
  const path = await uploadScan(estate, bucket, applicationId, scan);
  return dataOf(
    await estate.rpc("add_application_document", {
      application_id: applicationId,
      kind,
      storage_path: path,
    }),
  );
}

/** The files of an application, oldest first; for members none once it is over for 90 days. */
export async function listApplicationDocuments(
  estate: Estate,
  applicationId: string,
): Promise<ApplicationDocument[]> {
  return dataOf(
    await estate.from("application_documents").select("*").eq("application_id", applicationId)
      .order("id"),
  );
}

/** A link to a file that works for `seconds`. */
export function linkToApplicationDocument(
  estate: Estate,
  storagePath: string,
  seconds = 60,
): Promise<string> {
  return linkToScan(estate, bucket, storagePath, seconds);
}
