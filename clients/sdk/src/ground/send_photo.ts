import type { Estate } from "./client.ts";
import { functionData } from "./estate_error.ts";
import { upload, type UploadOptions } from "./uploads.ts";

/**
 * Uploads an original to a folder of bucket uploads and has the media function make a photo of it. The name
 * that the file gets there is the idempotency key too.
 */
export async function sendPhoto<Made>(
  estate: Estate,
  file: Blob,
  to: { folder: string; route: string; facts: Readonly<Record<string, unknown>> },
  options: UploadOptions = {},
): Promise<Made> {
  const key = crypto.randomUUID();
  const path = `${to.folder}/${key}`;
  await upload(estate, "uploads", path, file, options);
  return await functionData(
    await estate.functions.invoke<Made>(to.route, {
      method: "POST",
      headers: { "idempotency-key": key },
      body: { upload_path: path, ...to.facts },
    }),
  );
}
