/** Private files of people: PDF, JPEG or PNG, added and never replaced. */
import type { Estate } from "./client.ts";
import { EstateError } from "./estate_error.ts";
import { upload, type UploadOptions } from "./uploads.ts";

const extensions: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
};

/** Uploads a scan of at most 10 MiB, or of `mostMiB`, to a folder of a private bucket; returns its path. */
export async function uploadScan(
  estate: Estate,
  bucket: string,
  folder: string,
  scan: Blob,
  mostMiB = 10,
  options: UploadOptions = {},
): Promise<string> {
  const extension = extensions[scan.type];
  if (extension === undefined) {
    throw new EstateError(
      `Cannot upload a scan of type ${scan.type || "unknown"}: use PDF, JPEG or PNG`,
      "request.unsupported_media_type",
      415,
      "scan",
    );
  }
  if (scan.size > mostMiB * 1024 * 1024) {
    throw new EstateError(
      `Cannot upload a scan of more than ${mostMiB} MiB`,
      "request.too_large",
      413,
      "scan",
    );
  }
  const path = `${folder}/${crypto.randomUUID()}.${extension}`;
  await upload(estate, bucket, path, scan, options);
  return path;
}

/** A link to a scan that works for `seconds`. */
export async function linkToScan(
  estate: Estate,
  bucket: string,
  storagePath: string,
  seconds: number,
): Promise<string> {
  const { data, error } = await estate.storage.from(bucket).createSignedUrl(storagePath, seconds);
  if (error !== null) throw storageError(error);
  return data.signedUrl;
}

/** The file itself, as its reader may read it at this moment. */
export async function downloadScan(
  estate: Estate,
  bucket: string,
  storagePath: string,
): Promise<Blob> {
  const { data, error } = await estate.storage.from(bucket).download(storagePath);
  if (error !== null) throw storageError(error);
  return data;
}

function storageError(error: Error & { status?: number | undefined }): EstateError {
  return new EstateError(error.message, "storage.refused", error.status ?? 400, undefined, {
    cause: error,
  });
}
