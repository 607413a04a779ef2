/** From an upload to a developed photo: what every kind of photo has in common. */
import type { StoredFile } from "../_shared/file_store.ts";
import { lieOf, type PhotoType, photoTypes, sniff } from "../_shared/file_type.ts";
import { sha256Hex } from "../_shared/hmac.ts";
import { Problem, type ProblemCode } from "../_shared/problem.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import type { MediaDeps } from "./deps.ts";
import { type Photo, TooManyPixels, UnreadablePhoto } from "./photo.ts";

/** Largest original. */
const mostBytes = 10 * 1024 * 1024;

/** A photo that may be kept, and the digest of what it was made of. */
export type Developed<Made = Photo> = Made & { readonly sha256: string };

/**
 * Reads an upload, makes sure that it is what it says it is, and develops it: upright, and with nothing left
 * of what the camera wrote into it.
 * @throws {Problem} media.upload_not_found, media.too_large, media.wrong_type, media.unreadable, each of which
 * names upload_path
 * @param read finds the upload; in bucket uploads when not given
 */
export async function developUpload<Made extends object = Photo>(
  { files, developPhoto }: Pick<MediaDeps, "files"> & {
    readonly developPhoto: (original: Uint8Array, type: PhotoType) => Promise<Made>;
  },
  uploadPath: string,
  read: (path: string) => Promise<StoredFile | undefined> = (path) => files.read("uploads", path),
): Promise<Developed<Made>> {
  const original = await read(uploadPath).catch((error) => {
    if (error instanceof ProviderUnavailable && error.code === "too_large") {
      throw refused("media.too_large", "is larger than 10 MiB", error);
    }
    throw error;
  });
  if (original === undefined) throw refused("media.upload_not_found", "is not there");
  if (original.bytes.length > mostBytes) {
    throw refused("media.too_large", "is larger than 10 MiB");
  }
  const actual = sniff(original.bytes, photoTypes);
  const lie = lieOf(
    { name: uploadPath, declaredType: original.declaredType, actual },
    "JPEG, PNG or WebP photo",
  );
  if (lie !== undefined || actual === undefined) throw refused("media.wrong_type", lie ?? "");
  const photo = await developPhoto(original.bytes, actual).catch((error) => {
    if (error instanceof TooManyPixels) throw refused("media.too_large", error.message, error);
    if (error instanceof UnreadablePhoto) throw refused("media.unreadable", error.message, error);
    throw error;
  });
  return { ...photo, sha256: await sha256Hex(original.bytes) };
}

function refused(code: ProblemCode, why: string, cause?: unknown): Problem {
  const detail = `Cannot use the upload: it ${why}`;
  return Problem.of(code, { detail, errors: [{ pointer: "/upload_path", code, detail }], cause });
}
