/** Gives the published homes of the demo data their pictures, as the media function would have: files and rows. */
import { encodeHex } from "@std/encoding/hex";
import type { Database } from "../../supabase/database/database.ts";
import { fileStorage } from "../../supabase/gateway/storage/file_storage.ts";
import { scenesFor } from "./choose.ts";
import { photoFile, photoWidths } from "./photo_files.ts";
import { scenes } from "./scenes.ts";

const bucket = "listing-media";
/** A day, as the media function says of photos. */
const cacheControl = "86400";
/** The wall's colour, shown until a picture is there. */
const color = "#e3ddd0";

interface Home {
  readonly id: string;
  readonly org_id: string;
  readonly kind: string;
}

/** What is not of the demo's people stays as it is. What a kill leaves behind are files without rows, written over next time. */
export async function giveDemoPhotos(database: Database, filesFolder: string): Promise<void> {
  const homes = await database.query<Home>(
    `select listing.id, listing.org_id, listing.kind::text from public.listings as listing
     join public.organizations as org on org.id = listing.org_id
     where listing.status = 'published' and org.created_by::text like $1
       and not exists (select from public.listing_media as media where media.listing_id = listing.id)
     order by listing.id`,
    ["00000000-0000-4000-8000-%"],
  );
  if (homes.length === 0) return;
  const pictures = await readPictures();
  const files = fileStorage(filesFolder);
  const photos = homes.flatMap((home, turn) =>
    scenesFor(home.kind, turn).map((name, place) => {
      const sizes = pictures.get(name) ?? [];
      const folder = `${home.org_id}/${home.id}/demo-${place + 1}`;
      return {
        home,
        name,
        position: place + 1,
        sizes: sizes.map(({ width, bytes }) => ({
          width,
          height: width * 3 / 4,
          path: `${folder}/${width}.webp`,
          bytes,
        })),
      };
    })
  );
  const written = photos.flatMap(({ sizes }) => sizes);
  // So many at once, and not two thousand open files.
  for (let at = 0; at < written.length; at += 64) {
    await Promise.all(
      written.slice(at, at + 64).map(({ path, bytes }) =>
        files.uploadObject(bucket, path, "", bytes, "image/webp", cacheControl)
      ),
    );
  }
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into storage.objects (bucket_id, name, metadata)
       select $1, file ->> 'path', jsonb_build_object('size', file -> 'size', 'contentLength', file -> 'size',
         'mimetype', 'image/webp', 'cacheControl', $2::text, 'lastModified', now(), 'httpStatusCode', 200)
       from jsonb_array_elements($3::text::jsonb) as file
       where not exists (select from storage.objects as object where object.bucket_id = $1 and object.name = file ->> 'path')`,
      [
        bucket,
        cacheControl,
        JSON.stringify(written.map(({ path, bytes }) => ({ path, size: bytes.length }))),
      ],
    );
    await tx.query(
      `insert into public.listing_media
         (org_id, listing_id, position, alt_text, width, height, color, sizes, sha256, upload_path, created_by)
       select org.id, photo.listing_id, photo.position, photo.alt_text, 1280, 960, $1, photo.sizes, photo.sha256,
         'demo/' || photo.listing_id || '/' || photo.position, org.created_by
       from jsonb_to_recordset($2::text::jsonb) as photo (
         org_id uuid, listing_id uuid, position smallint, alt_text text, sizes jsonb, sha256 text)
       join public.organizations as org on org.id = photo.org_id`,
      [
        color,
        JSON.stringify(
          await Promise.all(photos.map(async ({ home, name, position, sizes }) => ({
            org_id: home.org_id,
            listing_id: home.id,
            position,
            alt_text: scenes.find((it) => it.name === name)?.altText,
            sizes: sizes.map((size) => ({ ...size, bytes: size.bytes.length })),
            sha256: await hashOf(home.id, name),
          }))),
        ),
      ],
    );
  });
}

/** Many homes have the same picture: its hash is that of the home with it, for the same photo twice would be a signal of fraud. */
async function hashOf(id: string, name: string): Promise<string> {
  const text = new TextEncoder().encode(`${id} ${name}`);
  return encodeHex(await crypto.subtle.digest("SHA-256", text));
}

async function readPictures() {
  const read = async (name: string, width: (typeof photoWidths)[number]) => ({
    width,
    bytes: await Deno.readFile(photoFile(name, width)),
  });
  return new Map(
    await Promise.all(
      scenes.map(async ({ name }) =>
        [name, await Promise.all(photoWidths.map((width) => read(name, width)))] as const
      ),
    ),
  );
}
