/** Keeps uploaded files in a folder, for the embedded Storage. */
import { dirname, join, normalize } from "@std/path";
import { encodeHex } from "@std/encoding/hex";
import type { App } from "@supabase/lite";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter["headObject"]>>;

/** A storage adapter over `folder`: one file of bytes and one of metadata for each object. */
export function fileStorage(folder: string): StorageAdapter {
  // Versions are not kept: Storage names one when it reads and none when it writes.
  const pathOf = (bucket: string, key: string) => {
    const path = normalize(join(folder, bucket, `${key}.bytes`));
    if (!path.startsWith(normalize(folder))) {
      throw new Error("Cannot use a path outside the bucket");
    }
    return path;
  };
  const head = async (bucket: string, key: string): Promise<ObjectMetadata> => {
    const text = await Deno.readTextFile(`${pathOf(bucket, key)}.json`);
    const metadata = JSON.parse(text) as ObjectMetadata & { lastModified: string };
    return { ...metadata, lastModified: new Date(metadata.lastModified), httpStatusCode: 200 };
  };
  const remove = async (bucket: string, key: string) => {
    const path = pathOf(bucket, key);
    for (const file of [path, `${path}.json`]) {
      await Deno.remove(file).catch((error) => {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      });
    }
  };
  return {
    driver: folder,
    headObject: head,
    async getObject(bucket, key) {
      const metadata = await head(bucket, key);
      const file = await Deno.open(pathOf(bucket, key));
      return { metadata, httpStatusCode: 200, body: file.readable };
    },
    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const bytes = new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
      const path = pathOf(bucket, key);
      const metadata = {
        cacheControl,
        contentLength: bytes.length,
        size: bytes.length,
        mimetype: contentType,
        lastModified: new Date(),
        eTag: `"${encodeHex(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 32)}"`,
      };
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, bytes);
      await Deno.writeTextFile(`${path}.json`, JSON.stringify(metadata));
      return metadata;
    },
    deleteObject: remove,
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(bucket, key);
    },
    async copyObject(fromBucket, from, _fromVersion, toBucket, to) {
      const source = pathOf(fromBucket, from);
      const target = pathOf(toBucket, to);
      await Deno.mkdir(dirname(target), { recursive: true });
      await Deno.copyFile(source, target);
      await Deno.copyFile(`${source}.json`, `${target}.json`);
      const { eTag, lastModified } = await head(toBucket, to);
      return { httpStatusCode: 200, eTag, ...(lastModified === undefined ? {} : { lastModified }) };
    },
    privateAssetUrl: (bucket, key) => Promise.resolve(`file://${pathOf(bucket, key)}`),
  };
}
