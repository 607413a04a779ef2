/** Where the original of a photo goes: straight to the store, without passing a function. */
import type { UploadTicket } from "../_shared/media_store.ts";
import { type MediaDeps, mediaOf } from "./deps.ts";

/** An original that somebody wants to send. */
export interface NewUpload {
  readonly userId: string;
  readonly listingId: string;
  readonly type: "image/jpeg" | "image/png" | "image/webp";
}

const extensions = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;

/**
 * Checks that the person may add photos, and says where to send one, under a name that nobody else has. What is sent and
 * never made a photo of goes after a day.
 * @throws {Problem} what the database refuses
 */
export async function prepareUpload(
  deps: MediaDeps,
  { userId, listingId, type }: NewUpload,
): Promise<UploadTicket & { upload_path: string }> {
  const name = `${crypto.randomUUID()}.${extensions[type]}`;
  const upload_path = await deps.database.call<string>("expect_listing_upload", {
    acting_user: userId,
    listing_id: listingId,
    file_name: name,
  });
  return { upload_path, ...await mediaOf(deps).ticket(upload_path) };
}
