/** Where photos lie that everybody may see, whoever keeps them. Papers, proofs and photos of inspections lie in Storage. */
import type { FileStore, StoredFile } from "./file_store.ts";

/** One size of a photo, ready to be shown: WebP, with nothing in it but the picture. */
export interface FinishedSize {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A size as it is kept. */
export interface KeptSize {
  readonly width: number;
  readonly height: number;
  /** By it the store finds it again; no two have the same. */
  readonly path: string;
  readonly bytes: number;
  /** Where it is shown, unless it lies in the project's own Storage, which says so by path. */
  readonly url?: string;
}

/** How an original is sent straight to where it is read from. */
export type UploadTicket =
  /** To a bucket of Storage, with the caller's own token. */
  | { readonly store: "storage"; readonly bucket: string; readonly path: string }
  /** As a form, with these fields and the file as `file`. */
  | {
    readonly store: "cloudinary";
    readonly url: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly expires_at: string;
  };

/** Keeps photos. Every operation may be repeated. */
export interface MediaStore {
  /** What somebody needs to send an original. `path` is what they name it by afterwards. */
  ticket(path: string): Promise<UploadTicket>;
  /** An original that was sent so, or undefined. */
  original(path: string): Promise<StoredFile | undefined>;
  /** Originals that nobody needs any more. */
  removeOriginals(paths: readonly string[]): Promise<void>;
  /** Keeps the sizes of a photo in a folder of its own, or none of them. */
  keep(folder: string, sizes: readonly FinishedSize[]): Promise<KeptSize[]>;
  /** Deletes sizes; those that are not there are no error. */
  remove(paths: readonly string[]): Promise<void>;
}

const bucket = "listing-media";

/** Photos in the project's own Storage. */
export function createStorageMedia(files: FileStore): MediaStore {
  return {
    ticket: (path) => Promise.resolve({ store: "storage", bucket: "uploads", path }),
    original: (path) => files.read("uploads", path),
    removeOriginals: (paths) => files.remove("uploads", paths),
    async keep(folder, sizes) {
      const kept = sizes.map(({ width, height, bytes }) => ({
        width,
        height,
        path: `${folder}/${width}.webp`,
        bytes: bytes.length,
      }));
      const written = await Promise.allSettled(
        kept.map(async ({ path }, i) =>
          await files.write(bucket, path, sizes[i]?.bytes ?? new Uint8Array(), "image/webp")
        ),
      );
      const failed = written.find((result) => result.status === "rejected");
      if (failed !== undefined) {
        await files.remove(bucket, kept.map(({ path }) => path)).catch(() => {});
        throw failed.reason;
      }
      return kept;
    },
    remove: (paths) => files.remove(bucket, paths),
  };
}
