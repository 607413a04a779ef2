/** The steps from an upload to a photo of an inspection. Each may be repeated; the row comes last. */
import { sha256Hex } from "../_shared/hmac.ts";
import type { Log } from "../_shared/log.ts";
import type { MediaDeps } from "./deps.ts";
import { type InspectionPhoto, inspectionPhotoColumns } from "./inspection_photo_route.ts";
import { developUpload } from "./original.ts";
import type { Photo, Rendition } from "./photo.ts";

const bucket = "inspection-photos";

/** A photo to add. */
export interface NewInspectionPhoto {
  readonly userId: string;
  readonly inspectionId: string;
  /** In bucket uploads. */
  readonly upload_path: string;
  readonly item_id?: string | undefined;
  readonly caption?: string | undefined;
  readonly taken_at?: string | undefined;
}

/** Where the two files of a photo lie, and the digest of the large one. */
interface Kept {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly path: string;
  readonly thumbnail_path: string;
}

/**
 * Makes the photo. A try that broke off leaves no row, so nothing is seen of it, and a repeat does the rest.
 * @throws {Problem} what the database refuses, and what developUpload does
 */
export async function addInspectionPhoto(
  deps: MediaDeps,
  photo: NewInspectionPhoto,
  log: Log,
): Promise<InspectionPhoto> {
  const { userId, inspectionId, upload_path, item_id = null } = photo;
  const asked = { acting_user: userId, inspection_id: inspectionId, upload_path, item_id };
  const [prepared] = await deps.database.call<
    { org_id: string; known: InspectionPhoto | null }[]
  >("prepare_inspection_photo", asked);
  let row = prepared?.known ?? undefined;
  if (row === undefined) {
    const developed = await developUpload(deps, upload_path);
    const kept = await keep(deps, `${prepared?.org_id}/${inspectionId}`, developed);
    row = await deps.database.call<InspectionPhoto>("add_inspection_photo", {
      ...asked,
      ...kept,
      original_sha256: developed.sha256,
      caption: photo.caption ?? null,
      taken_at: photo.taken_at ?? null,
    });
  }
  // The original says where and when it was taken. The photo is made: a failure here waits.
  await deps.files.remove("uploads", [upload_path])
    .catch((error) => log.warn("media.not_cleared_up", { error }));
  return shown(row);
}

/**
 * Writes the largest and the smallest size under the digest of the large file, so that a file which is there
 * is never replaced by another.
 */
async function keep(deps: MediaDeps, folder: string, photo: Photo): Promise<Kept> {
  const large = photo.renditions.at(-1) as Rendition;
  const small = photo.renditions[0] as Rendition;
  const sha256 = await sha256Hex(large.bytes);
  const path = `${folder}/${sha256}/large.webp`;
  const thumbnailPath = `${folder}/${sha256}/thumbnail.webp`;
  await Promise.all([
    deps.files.write(bucket, path, large.bytes, "image/webp"),
    deps.files.write(bucket, thumbnailPath, small.bytes, "image/webp"),
  ]);
  return {
    sha256,
    width: large.width,
    height: large.height,
    path,
    thumbnail_path: thumbnailPath,
  };
}

function shown(row: InspectionPhoto): InspectionPhoto {
  return Object.fromEntries(
    inspectionPhotoColumns.map((column) => [column, row[column]]),
  ) as InspectionPhoto;
}
