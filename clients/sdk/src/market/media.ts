import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError, functionData } from "../ground/estate_error.ts";
import { sendPhoto } from "../ground/send_photo.ts";
import { uploadOf, type UploadOptions } from "../ground/uploads.ts";
import { sendOriginal } from "./direct_photo.ts";

/** A photo in one width. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** Open to everyone who knows it. */
  readonly url: string;
}

/** A photo of a listing. */
export interface Photo {
  readonly id: string;
  readonly listing_id: string;
  /** From 1, which is the cover. */
  readonly position: number;
  readonly alt_text: string;
  /** Size of the original in pixels. */
  readonly width: number;
  readonly height: number;
  /** Mean colour as #rrggbb, to show while the photo loads. */
  readonly color: string | null;
  /** WebP, narrowest first. */
  readonly sizes: readonly PhotoSize[];
}

/** A photo as the project gives it: with paths in the bucket instead of addresses. */
interface StoredPhoto extends Omit<Photo, "sizes"> {
  readonly sizes: readonly (Omit<PhotoSize, "url"> & {
    readonly path: string;
    readonly url?: string;
  })[];
}

const columns = "id, listing_id, position, alt_text, width, height, color, sizes";

/**
 * Uploads a JPEG, PNG or WebP of at most 10 MiB and adds it to a listing of yours as its last photo. Place,
 * camera and whatever else the file says about itself are removed. The same photo again gives the one that
 * is there. `onProgress` tells how far the file is on its way; after that the project makes the photo of it.
 * @throws {EstateError} media.wrong_type, media.unreadable, media.too_many and what else docs/problems says
 */
export async function addPhoto(
  estate: Estate,
  listingId: string,
  file: Blob,
  options: { alt?: string } & UploadOptions = {},
): Promise<Photo> {
  const photo = await sendPhoto<StoredPhoto>(estate, file, {
    folder: await uploadsFor(estate, listingId),
    route: `media/listings/${listingId}/photos`,
    facts: options.alt === undefined ? {} : { alt: options.alt },
  }, uploadOf(options));
  return withAddresses(estate, photo);
}

/** The folder of who adds to a listing: of the owner's organization, or of the agency that lists it for them. */
async function uploadsFor(estate: Estate, listingId: string): Promise<string> {
  type Row = {
    readonly org_id: string;
    readonly mandate: { readonly agent_org_id: string } | null;
  };
  const [listing] = dataAs<Row[]>(
    await estate.from("listings")
      .select("org_id, mandate:mandates!listings_mandate_fkey(agent_org_id)").eq("id", listingId),
  );
  if (listing === undefined) {
    throw new EstateError("Cannot find the listing", "listing.not_found", 404, "listing_id");
  }
  if (listing.mandate === null) return listing.org_id;
  // Members of the owner's organization see who else is one; the agency does not.
  const members = dataOf(
    await estate.from("memberships").select("user_id").eq("org_id", listing.org_id).limit(1),
  );
  return members.length > 0 ? listing.org_id : listing.mandate.agent_org_id;
}

/**
 * As `addPhoto`, with the original sent straight to where the project keeps photos, such as Cloudinary. The same limits hold.
 * @throws {EstateError} as `addPhoto`; media.upload_failed where the original was not taken
 */
export async function addPhotoDirectly(
  estate: Estate,
  listingId: string,
  file: Blob,
  options: { alt?: string } & UploadOptions = {},
): Promise<Photo> {
  const upload_path = await sendOriginal(estate, listingId, file, uploadOf(options));
  const photo = await functionData(
    await estate.functions.invoke<StoredPhoto>(`media/listings/${listingId}/photos`, {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
      body: { upload_path, ...options.alt === undefined ? {} : { alt: options.alt } },
    }),
  );
  return withAddresses(estate, photo);
}

/** The photos of a listing in their order, the cover first. Those of a published one need no login. */
export async function listPhotos(estate: Estate, listingId: string): Promise<Photo[]> {
  const photos = dataAs<StoredPhoto[]>(
    await estate.from("listing_media").select(columns).eq("listing_id", listingId)
      .order("position"),
  );
  return photos.map((photo) => withAddresses(estate, photo));
}

/** Puts the photos of a listing of yours in this order; the first becomes the cover. Name each of them once. */
export async function orderPhotos(
  estate: Estate,
  listingId: string,
  photoIds: string[],
): Promise<Photo[]> {
  const photos = dataAs<StoredPhoto[]>(
    await estate.rpc("order_media", { listing_id: listingId, media_ids: photoIds })
      .select(columns).order("position"),
  );
  return photos.map((photo) => withAddresses(estate, photo));
}

/** Says what a photo shows, for those who do not see it. */
export async function describePhoto(estate: Estate, photoId: string, alt: string): Promise<void> {
  dataOf(
    await estate.rpc("describe_media", { media_id: photoId, alt_text: alt }).select("id").single(),
  );
}

/** Removes a photo from a listing of yours; the ones behind it move up. */
export async function removePhoto(estate: Estate, photoId: string): Promise<void> {
  dataOf(await estate.rpc("remove_media", { media_id: photoId }));
}

function withAddresses(estate: Estate, photo: StoredPhoto): Photo {
  const bucket = estate.storage.from("listing-media");
  return {
    ...photo,
    sizes: photo.sizes.map(({ path, url, ...size }) => ({
      ...size,
      url: url ?? bucket.getPublicUrl(path).data.publicUrl,
    })),
  };
}
