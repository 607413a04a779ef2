import type { Estate } from "./client.ts";
import { EstateError, functionData } from "./estate_error.ts";

/**
 * Uploads an original to a folder of bucket uploads and has the media function make a photo of it. The name
 * that the file gets there is the idempotency key too.
 */
export async function sendPhoto<Made>(
  estate: Estate,
  file: Blob,
  to: { folder: string; route: string; facts: Readonly<Record<string, unknown>> },
): Promise<Made> {
  const key = crypto.randomUUID();
  const path = `${to.folder}/${key}`;
  const upload = await estate.storage.from("uploads").upload(path, file, {
    contentType: file.type,
  });
  if (upload.error !== null) throw uploadError(upload.error);
  return await functionData(
    await estate.functions.invoke<Made>(to.route, {
      method: "POST",
      headers: { "idempotency-key": key },
      body: { upload_path: path, ...to.facts },
    }),
  );
}

/** Storage has no codes of ours: its refusals are those of the bucket's limits and of its policies. */
export function uploadError(
  error: { message: string; status?: number | undefined; statusCode?: string | undefined },
) {
  const status = Number(error.statusCode ?? error.status ?? 0);
  const code = status === 413
    ? "media.too_large"
    : status === 415
    ? "media.wrong_type"
    : status === 403
    ? "auth.forbidden"
    : "media.upload_failed";
  return new EstateError(error.message, code, status, "file", { cause: error });
}
