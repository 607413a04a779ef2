import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import { sendPhoto } from "../ground/send_photo.ts";
import { uploadOf, type UploadOptions } from "../ground/uploads.ts";

const bucket = "inspection-photos";
const columns =
  "id, inspection_id, item_id, side, round, caption, taken_at, width, height, path, thumbnail_path, sha256, created_at";

/** A photo of an inspection. `sha256` is that of the large file. */
export type InspectionPhoto = Pick<
  Database["public"]["Tables"]["inspection_photos"]["Row"],
  | "id"
  | "inspection_id"
  | "item_id"
  | "side"
  | "round"
  | "caption"
  | "taken_at"
  | "width"
  | "height"
  | "path"
  | "thumbnail_path"
  | "sha256"
  | "created_at"
>;

/** Addresses of a photo's files, which work for a while. */
export interface InspectionPhotoLinks {
  readonly large: string;
  readonly thumbnail: string;
}

/**
 * Uploads a JPEG, PNG or WebP of at most 10 MiB and adds it: members while the inspection is recorded or
 * corrected, its tenants beside their remarks while it is offered to them and before they sign. Place, camera
 * and whatever else the file says about itself are removed. The same photo again gives the one that is there.
 * @throws {EstateError} media.wrong_type, inspection.frozen, inspection.not_ready and what else docs/problems says
 */
export async function addInspectionPhoto(
  estate: Estate,
  inspectionId: string,
  file: Blob,
  facts: { itemId?: string; caption?: string; takenAt?: Date } & UploadOptions = {},
): Promise<InspectionPhoto> {
  const { data } = await estate.auth.getSession();
  const user = data.session?.user.id;
  if (user === undefined) throw new EstateError("Sign in first", "auth.missing_token", 401);
  return await sendPhoto<InspectionPhoto>(estate, file, {
    folder: `inspections/${inspectionId}/${user}`,
    route: `media/inspections/${inspectionId}/photos`,
    facts: {
      ...given({
        item_id: facts.itemId,
        caption: facts.caption,
        taken_at: facts.takenAt?.toISOString(),
      }),
    },
  }, uploadOf(facts));
}

/** The photos of an inspection from both sides, oldest first. */
export async function listInspectionPhotos(
  estate: Estate,
  inspectionId: string,
): Promise<InspectionPhoto[]> {
  return dataOf(
    await estate.from("inspection_photos").select(columns).eq("inspection_id", inspectionId)
      .order("id"),
  );
}

/** Links to a photo's files that work for `seconds`. */
export async function linkToInspectionPhoto(
  estate: Estate,
  photo: Pick<InspectionPhoto, "path" | "thumbnail_path">,
  seconds = 300,
): Promise<InspectionPhotoLinks> {
  const link = async (path: string) => {
    const { data, error } = await estate.storage.from(bucket).createSignedUrl(path, seconds);
    if (error === null) return data.signedUrl;
    const status = (error as { status?: number }).status ?? 400;
    throw new EstateError(error.message, "storage.refused", status, undefined, { cause: error });
  };
  const [large, thumbnail] = await Promise.all([link(photo.path), link(photo.thumbnail_path)]);
  return { large, thumbnail };
}
