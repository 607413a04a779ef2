import type { Estate } from "../ground/client.ts";
import { EstateError, functionData } from "../ground/estate_error.ts";
import { upload, type UploadOptions } from "../ground/uploads.ts";

interface Ticket {
  readonly upload_path: string;
  readonly store: "storage" | "cloudinary";
  readonly bucket?: string;
  readonly url?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Sends an original straight to where the project keeps photos, whoever that is, and returns the path by which it is then
 * named. Nobody sees it there; it is deleted once a photo was made of it, or after a day.
 */
export async function sendOriginal(
  estate: Estate,
  listingId: string,
  file: Blob,
  options: UploadOptions = {},
): Promise<string> {
  const ticket = await functionData(
    await estate.functions.invoke<Ticket>(`media/listings/${listingId}/uploads`, {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
      body: { type: file.type },
    }),
  );
  if (ticket.store === "storage") {
    await upload(estate, ticket.bucket ?? "uploads", ticket.upload_path, file, options);
    return ticket.upload_path;
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields ?? {})) form.set(name, value);
  form.set("file", file);
  const response = await fetch(ticket.url ?? "", { method: "POST", body: form });
  if (!response.ok) {
    const told = await response.json().catch(() => undefined) as
      | { error?: { message?: string } }
      | undefined;
    throw new EstateError(
      told?.error?.message ?? "The photo was not taken",
      "media.upload_failed",
      response.status,
      "file",
    );
  }
  await response.body?.cancel();
  options.onProgress?.(file.size, file.size);
  return ticket.upload_path;
}
