import { assert, assertEquals } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import {
  addPhoto,
  addPhotoDirectly,
  addProperty,
  addUnit,
  createListing,
  createOrganization,
  describePhoto,
  type EstateError,
  listPhotos,
  moveListing,
  orderPhotos,
  removePhoto,
} from "@estate/sdk";
import { eventually, refused } from "../../local/demo/narrator.ts";
import { arrive, leave, type Person, visit } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { look, picture, withExif } from "../../supabase/functions/media/testing/pictures.ts";

Deno.test({
  name: "photos go from an owner's phone to every visitor",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const visitor = visit(stack);
    const service = createClient(stack.url, stack.secretKey, { auth: { persistSession: false } });
    const [owner, stranger] = [await arrive(stack, "Ada"), await arrive(stack, "Bola")];
    try {
      const { org, listing } = await draftOf(owner);
      await draftOf(stranger);
      const jpeg = await picture("jpeg", 1000, 500);
      const photo = new Blob([withExif(jpeg, 6)], { type: "image/jpeg" });
      const uploads = async () => (await service.storage.from("uploads").list(org)).data ?? [];

      await t.step(
        "the owner adds photos: upright, in several sizes, without the place",
        async () => {
          const told: number[] = [];
          const front = await addPhoto(owner.estate, listing, photo, {
            alt: "The front",
            onProgress: (sent) => told.push(sent),
            // As a browser's XMLHttpRequest sends it: the bytes, not a form.
            transport: async ({ url, ...request }) => {
              const response = await fetch(url, request);
              return { status: response.status, text: await response.text() };
            },
          });
          assertEquals(told, [photo.size]);
          assertEquals([front.position, front.alt_text, front.width, front.height], [
            1,
            "The front",
            500,
            1000,
          ]);
          assertEquals(front.sizes.map((size) => size.width), [320, 500]);
          for (const { url, width, height, bytes } of front.sizes) {
            const response = await fetch(url);
            assertEquals(response.headers.get("content-type"), "image/webp");
            const file = new Uint8Array(await response.arrayBuffer());
            assertEquals(file.length, bytes);
            assertEquals(look(file, 0.5, 0.1), { width, height, color: "red" });
            assertEquals(/exif|gps/i.test(new TextDecoder("latin1").decode(file)), false);
          }
          assertEquals(await uploads(), [], "the original with its place is gone");
          const direct = await addPhotoDirectly(owner.estate, listing, photo, { alt: "The front" });
          assertEquals(direct.id, front.id, "by whichever way it comes");
          assertEquals(await uploads(), []);
          const again = await addPhoto(owner.estate, listing, photo);
          assertEquals(again.id, front.id, "the same photo again is the one that is there");
          const png = new Blob([await picture("png", 64, 48)], { type: "image/png" });
          assertEquals((await addPhoto(owner.estate, listing, png)).position, 2);
        },
      );

      await t.step(
        "visitors see them as soon as the listing is published, in their order",
        async () => {
          assertEquals(await listPhotos(visitor, listing), []);
          await moveListing(owner.estate, listing, "published");
          const [front, back] = await listPhotos(visitor, listing);
          const ordered = await orderPhotos(owner.estate, listing, [
            back?.id ?? "",
            front?.id ?? "",
          ]);
          assertEquals(ordered.map((it) => [it.id, it.position]), [[back?.id, 1], [front?.id, 2]]);
          await describePhoto(owner.estate, back?.id ?? "", "The back");
          assertEquals(
            (await listPhotos(visitor, listing)).map((it) => it.alt_text),
            ["The back", "The front"],
          );
        },
      );

      await t.step("a file that lies about its type is refused", async () => {
        const png = await picture("png", 32, 32);
        for (
          const [content, type] of [
            [png, "image/jpeg"],
            ["I am a text file", "image/jpeg"],
            ["<!doctype html><script>alert(1)</script>", "image/png"],
          ] as const
        ) {
          const error = await refused(
            `${type} that is none`,
            addPhoto(owner.estate, listing, new Blob([content], { type })),
          ) as EstateError;
          assertEquals([error.code, error.status, error.field], [
            "media.wrong_type",
            422,
            "upload_path",
          ]);
        }
        const svg = new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"], {
          type: "image/svg+xml",
        });
        const error = await refused("an SVG", addPhoto(owner.estate, listing, svg)) as EstateError;
        assertEquals([error.code, error.field], ["media.wrong_type", "file"]);
        const large = new Blob([new Uint8Array(10 * 1024 * 1024 + 1)], { type: "image/jpeg" });
        const tooLarge = await refused("11 MiB", addPhoto(owner.estate, listing, large));
        assertEquals((tooLarge as EstateError).code, "media.too_large");
      });

      await t.step("a stranger neither uploads, reads, adds, orders nor removes", async () => {
        const bucket = stranger.estate.storage.from("uploads");
        const upload = await bucket.upload(`${org}/mine.jpg`, photo, { contentType: "image/jpeg" });
        assert(upload.error !== null, "into the owner's folder");
        const theirs = await owner.estate.storage.from("uploads")
          .upload(`${org}/theirs.jpg`, photo, { contentType: "image/jpeg" });
        assertEquals(theirs.error, null);
        assert((await bucket.download(`${org}/theirs.jpg`)).error !== null, "the owner's original");
        assertEquals((await bucket.remove([`${org}/theirs.jpg`])).data ?? [], []);
        assert((await bucket.createSignedUrl(`${org}/theirs.jpg`, 60)).error !== null);
        assertEquals(
          (await owner.estate.storage.from("uploads").download(`${org}/theirs.jpg`)).error,
          null,
        );

        const invoked = await stranger.estate.functions.invoke(`media/listings/${listing}/photos`, {
          method: "POST",
          headers: { "idempotency-key": crypto.randomUUID() },
          body: { upload_path: `${org}/theirs.jpg` },
        });
        const response = invoked.error?.context as Response;
        assertEquals([response.status, (await response.json()).code], [404, "listing.not_found"]);
        const photos = await listPhotos(stranger.estate, listing);
        const ids = photos.map((it) => it.id);
        for (
          const attempt of [
            () => orderPhotos(stranger.estate, listing, ids),
            () => removePhoto(stranger.estate, ids[0] ?? ""),
            () => addPhoto(stranger.estate, listing, photo),
          ]
        ) await refused("a stranger's change", attempt());
        assertEquals(await listPhotos(visitor, listing), photos);
      });

      await t.step("nobody but the service writes or lists the public bucket", async () => {
        for (const estate of [owner.estate, stranger.estate, visitor]) {
          const bucket = estate.storage.from("listing-media");
          const written = await bucket.upload(
            `${org}/x.webp`,
            new Blob(["x"], { type: "image/webp" }),
          );
          assert(written.error !== null);
          assertEquals((await bucket.list(org)).data ?? [], []);
        }
      });

      await t.step("a removed photo is gone from the listing", async () => {
        const [cover, second] = await listPhotos(visitor, listing);
        await removePhoto(owner.estate, cover?.id ?? "");
        assertEquals(
          (await listPhotos(visitor, listing)).map((it) => [it.id, it.position]),
          [[second?.id, 1]],
        );
      });
    } finally {
      await leave([owner.estate, stranger.estate, visitor]);
      await stack.close();
    }
  },
});

/** An organization of the person's with a draft listing. */
async function draftOf({ estate, name }: Person): Promise<{ org: string; listing: string }> {
  const { id: org } = await createOrganization(estate, {
    kind: "owner",
    name: `${name} Homes`,
    address: "12 Herbert Macaulay Way, Yaba",
  });
  const property = await addProperty(estate, {
    org_id: org,
    kind: "building",
    name: "Yaba Court",
    street: "5 Commercial Avenue",
    area: "Yaba",
    lga: "Lagos Mainland",
    state: "Lagos",
    longitude: 3.379,
    latitude: 6.512,
  });
  const unit = await addUnit(estate, {
    org_id: org,
    property_id: property,
    label: "Flat 1",
    kind: "flat",
    bedrooms: 2,
    bathrooms: 2,
  });
  const listing = await createListing(estate, {
    org_id: org,
    unit_id: unit,
    purpose: "rent",
    title: "Two-bed flat in Yaba",
    price_kobo: 120_000_000,
    price_per: "year",
  });
  return { org, listing };
}

Deno.test({
  name: "photos are kept at Cloudinary where that is set up, and go from there too",
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const stack = await startTemporaryStack({ media: "cloudinary" });
    const owner = await arrive(stack, "Ada");
    try {
      const { listing } = await draftOf(owner);
      const file = new Blob([withExif(await picture("jpeg", 1000, 500), 6)], {
        type: "image/jpeg",
      });
      const photo = await addPhotoDirectly(owner.estate, listing, file, { alt: "The front" });
      assertEquals([photo.width, photo.height], [500, 1000]);
      assertEquals(photo.sizes.map((size) => size.width), [320, 500]);
      for (const { url, width, height } of photo.sizes) {
        assert(url.startsWith(`${stack.url}/sandbox/cloudinary/res/`), url);
        const shown = new Uint8Array(await (await fetch(url)).arrayBuffer());
        assertEquals(look(shown, 0.5, 0.1), { width, height, color: "red" });
      }
      assertEquals((await listPhotos(owner.estate, listing))[0]?.sizes, photo.sizes);
      assertEquals(stack.cloudinary.assets().length, 1, "the original is gone");
      await removePhoto(owner.estate, photo.id);
      await stack.database.query(
        "update private.abandoned_files set abandoned_at = abandoned_at - interval '2 days' where $1",
        [true],
      );
      await stack.database.query("select private.wake_jobs()");
      await eventually(
        "the photo going",
        () => stack.cloudinary.assets().length === 0 || undefined,
      );
    } finally {
      await leave([owner.estate]);
      await stack.close();
    }
  },
});
