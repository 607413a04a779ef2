/** The steps from an upload to a photo of an inspection. Each may be repeated; the row comes last. */
import { sha256Hex } from "../_shared/hmac.ts";
import type { Log } from "../_shared/log.ts";
import { attemptFolder, type NewFile, recordFiles } from "../_shared/recorded_files.ts";
import type { MediaDeps } from "./deps.ts";
import type { InspectionPhoto } from "./inspection_photo.ts";
import { developUpload } from "./original.ts";
import type { Photo, Rendition } from "./photo.ts";

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
    const { files, facts } = await filesOf(developed, `${prepared?.org_id}/${inspectionId}`);
    row = await recordFiles(
      { store: deps.files, bucket: "inspection-photos", log },
      files,
      () =>
        deps.database.call<InspectionPhoto>("add_inspection_photo", {
          ...asked,
          ...facts,
          original_sha256: developed.sha256,
          caption: photo.caption ?? null,
          taken_at: photo.taken_at ?? null,
        }),
      (row) => [row.path, row.thumbnail_path],
    );
  }
  // The original says where and when it was taken. The photo is made: a failure here waits.
  await deps.files.remove("uploads", [upload_path])
    .catch((error) => log.warn("media.not_cleared_up", { error }));
  return row;
}

/** The largest and the smallest size as files, and what the row says of them. */
async function filesOf(
  photo: Photo,
  parent: string,
): Promise<{ files: NewFile[]; facts: Kept }> {
  const large = photo.renditions.at(-1) as Rendition;
  const small = photo.renditions[0] as Rendition;
  const sha256 = await sha256Hex(large.bytes);
  const folder = attemptFolder(`${parent}/${sha256}`);
  const path = `${folder}/large.webp`;
  const thumbnail_path = `${folder}/thumbnail.webp`;
  return {
    files: [
      { path, bytes: large.bytes, type: "image/webp" },
      { path: thumbnail_path, bytes: small.bytes, type: "image/webp" },
    ],
    facts: { sha256, width: large.width, height: large.height, path, thumbnail_path },
  };
}
