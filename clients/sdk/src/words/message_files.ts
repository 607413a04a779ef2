/** Files that come with messages. */
import type { Estate } from "../ground/client.ts";
import { EstateError } from "../ground/estate_error.ts";
import { downloadScan, linkToScan } from "../ground/scans.ts";
import { sendPhoto } from "../ground/send_photo.ts";
import type { UploadOptions } from "../ground/uploads.ts";

/** A photo or PDF of a message. */
export interface MessageFile {
  readonly id: string;
  readonly name: string;
  /** image/webp or application/pdf. */
  readonly mime_type: string;
  readonly size_bytes: number;
  /** Of a photo, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  readonly path: string;
  /** Of a photo: a small one. */
  readonly thumbnail_path: string | null;
}

const bucket = "message-files";

/**
 * Uploads a JPEG, PNG, WebP or PDF and makes a file of it, to be sent with a message within a day. Of a photo, place,
 * camera and whatever else it says about itself are removed.
 * @throws {EstateError} media.wrong_type when it is not what it says it is, and what else docs/problems says
 */
export async function addMessageFile(
  estate: Estate,
  conversationId: string,
  file: Blob,
  name: string,
  options: UploadOptions = {},
): Promise<MessageFile> {
  const { data } = await estate.auth.getSession();
  const user = data.session?.user.id;
  if (user === undefined) throw new EstateError("Sign in first", "auth.missing_token", 401);
  return await sendPhoto<MessageFile>(estate, file, {
    folder: user,
    route: `media/conversations/${conversationId}/files`,
    facts: { name },
  }, options);
}

/** A link to a file, or to the small one of a photo, that works for `seconds`: for who takes part at this moment. */
export function linkToMessageFile(
  estate: Estate,
  path: string,
  seconds = 300,
): Promise<string> {
  return linkToScan(estate, bucket, path, seconds);
}

/** The file itself, for who takes part at this moment. */
export function downloadMessageFile(
  estate: Estate,
  file: Pick<MessageFile, "path">,
): Promise<Blob> {
  return downloadScan(estate, bucket, file.path);
}
