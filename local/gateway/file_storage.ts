/** Keeps uploaded files in a folder, for the embedded Storage. */
import { dirname, join, normalize } from "@std/path";
import { encodeHex } from "@std/encoding/hex";
import type { App } from "@supabase/lite";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter["headObject"]>>;

/** A storage adapter over `folder`: one file of bytes and one of metadata for each object. */
export function fileStorage(folder: string): StorageAdapter {
  const pathOf = (bucket: string, key: string, version?: string) => {
    const path = normalize(join(folder, bucket, `${key}@${version ?? "current"}`));
    if (!path.startsWith(normalize(folder))) {
      throw new Error("Cannot use a path outside the bucket");
    }
    return path;
  };
  const head = async (bucket: string, key: string, version?: string): Promise<ObjectMetadata> => {
    const text = await Deno.readTextFile(`${pathOf(bucket, key, version)}.json`);
    const metadata = JSON.parse(text) as ObjectMetadata & { lastModified: string };
    return { ...metadata, lastModified: new Date(metadata.lastModified), httpStatusCode: 200 };
  };
  const remove = async (bucket: string, key: string, version?: string) => {
    const path = pathOf(bucket, key, version);
    for (const file of [path, `${path}.json`]) {
      await Deno.remove(file).catch((error) => {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      });
    }
  };
  return {
    driver: folder,
    headObject: head,
    async getObject(bucket, key, version) {
      const metadata = await head(bucket, key, version);
      const file = await Deno.open(pathOf(bucket, key, version));
      return { metadata, httpStatusCode: 200, body: file.readable };
    },
    async uploadObject(bucket, key, version, body, contentType, cacheControl) {
      const bytes = new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
      const path = pathOf(bucket, key, version);
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
    async copyObject(fromBucket, from, fromVersion, toBucket, to, toVersion) {
      const source = pathOf(fromBucket, from, fromVersion);
      const target = pathOf(toBucket, to, toVersion);
      await Deno.mkdir(dirname(target), { recursive: true });
      await Deno.copyFile(source, target);
      await Deno.copyFile(`${source}.json`, `${target}.json`);
      const { eTag, lastModified } = await head(toBucket, to, toVersion);
      return { httpStatusCode: 200, eTag, ...(lastModified === undefined ? {} : { lastModified }) };
    },
    privateAssetUrl: (bucket, key, version) =>
      Promise.resolve(`file://${pathOf(bucket, key, version)}`),
  };
}
