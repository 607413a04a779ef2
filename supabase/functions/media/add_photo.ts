/** The steps from an upload to a photo of a listing. Each may be repeated; the row comes last. */
import type { Log } from "../_shared/log.ts";
import type { KeptSize } from "../_shared/media_store.ts";
import { attemptFolder, recordKept } from "../_shared/recorded_files.ts";
import { type MediaDeps, mediaOf } from "./deps.ts";
import { developUpload } from "./original.ts";

/** A photo to add. */
export interface NewPhoto {
  readonly userId: string;
  readonly listingId: string;
  /** In bucket uploads. */
  readonly uploadPath: string;
  readonly alt?: string | undefined;
}

/** A row of listing_media, as far as the caller gets it. */
export interface MediaRow {
  readonly id: string;
  readonly listing_id: string;
  readonly position: number;
  readonly alt_text: string;
  readonly width: number;
  readonly height: number;
  readonly color: string | null;
  readonly sizes: readonly KeptSize[];
}

/**
 * Makes the photo. A try that broke off leaves no row, so nothing is seen of it, and a repeat does the rest;
 * a repeat after that finds the row by the upload's path.
 * @throws {Problem} what the database refuses, media.upload_not_found, media.too_large, media.wrong_type,
 * media.unreadable
 */
export async function addPhoto(deps: MediaDeps, photo: NewPhoto, log: Log): Promise<MediaRow> {
  const { database } = deps;
  const media = mediaOf(deps);
  const { userId, listingId, uploadPath } = photo;
  const [prepared] = await database.call<{ org_id: string; known: MediaRow | null }[]>(
    "prepare_listing_media",
    { acting_user: userId, listing_id: listingId, upload_path: uploadPath },
  );
  let row = prepared?.known ?? undefined;
  if (row === undefined) {
    const made = await developUpload(deps, uploadPath, (path) => media.original(path));
    // Every try has a folder of its own, which nobody finds before a row names it.
    const sizes = await media.keep(
      attemptFolder(`${prepared?.org_id}/${listingId}/${made.sha256}`),
      made.renditions,
    );
    row = await recordKept(
      { remove: (paths) => media.remove(paths), log },
      sizes.map((size) => size.path),
      () =>
        database.call<MediaRow>("add_listing_media", {
          acting_user: userId,
          listing_id: listingId,
          upload_path: uploadPath,
          sha256: made.sha256,
          width: made.width,
          height: made.height,
          sizes,
          color: made.color,
          perceptual_hash: made.look,
          alt_text: photo.alt ?? "",
        }),
      (row) => row.sizes.map((size) => size.path),
    );
  }
  await clearUp(deps, uploadPath, log);
  return row;
}

/** Deletes the original. The photo is made: what fails here goes with the sweep of the jobs function. */
async function clearUp(deps: MediaDeps, uploadPath: string, log: Log): Promise<void> {
  try {
    await mediaOf(deps).removeOriginals([uploadPath]);
  } catch (error) {
    log.warn("media.not_cleared_up", { error });
  }
}
