/**
 * Keeps uploaded files in a folder, for the embedded Storage. An object is a file of bytes, named by their hash,
 * and a record beside it that names the bytes: writing the record is what replaces an object, at once and whole.
 */
import { dirname, join, normalize } from "@std/path";
import { encodeHex } from "@std/encoding/hex";
import type { App } from "@supabase/lite";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter["headObject"]>>;

/** What is known of an object: its metadata, and which bytes are its own. */
interface ObjectRecord {
  readonly metadata: ObjectMetadata;
  readonly bytesFile: string;
}

/** A storage adapter over `folder`. */
export function fileStorage(folder: string): StorageAdapter {
  // Versions are not kept: Storage names one when it reads and none when it writes.
  const pathOf = (bucket: string, key: string) => {
    const path = normalize(join(folder, bucket, key));
    if (!path.startsWith(normalize(folder))) {
      throw new Error("Cannot use a path outside the bucket");
    }
    return path;
  };
  const readRecord = async (path: string): Promise<ObjectRecord> => {
    const { hash, ...metadata } = JSON.parse(await Deno.readTextFile(`${path}.json`));
    return {
      metadata: { ...metadata, lastModified: new Date(metadata.lastModified), httpStatusCode: 200 },
      bytesFile: `${path}.${hash}.bytes`,
    };
  };
  const bytesFileOf = (path: string): Promise<string | undefined> =>
    readRecord(path).then((record) => record.bytesFile, unlessMissing);
  const write = async (path: string, bytes: Uint8Array, metadata: object) => {
    const before = await bytesFileOf(path);
    const hash = encodeHex(await crypto.subtle.digest("SHA-256", bytes.slice())).slice(0, 32);
    await Deno.mkdir(dirname(path), { recursive: true });
    const bytesFile = `${path}.${hash}.bytes`;
    await writeWhole(bytesFile, bytes);
    const record = { ...metadata, eTag: `"${hash}"`, lastModified: new Date(), hash };
    await writeWhole(`${path}.json`, new TextEncoder().encode(JSON.stringify(record)));
    if (before !== undefined && before !== bytesFile) await removeFile(before);
    return await readRecord(path);
  };
  const remove = async (bucket: string, key: string) => {
    const path = pathOf(bucket, key);
    const bytesFile = await bytesFileOf(path);
    await removeFile(`${path}.json`);
    if (bytesFile !== undefined) await removeFile(bytesFile);
  };
  return {
    driver: folder,
    headObject: async (bucket, key) => (await readRecord(pathOf(bucket, key))).metadata,
    async getObject(bucket, key) {
      const path = pathOf(bucket, key);
      for (;;) {
        const { metadata, bytesFile } = await readRecord(path);
        const file = await Deno.open(bytesFile).catch(unlessMissing);
        // Without the bytes the object was replaced a moment ago: its record names others now.
        if (file !== undefined) return { metadata, httpStatusCode: 200, body: file.readable };
        if (bytesFile === await bytesFileOf(path)) throw new Error(`${bytesFile} is missing`);
      }
    },
    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const bytes = new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
      const { metadata } = await write(pathOf(bucket, key), bytes, {
        cacheControl,
        contentLength: bytes.length,
        size: bytes.length,
        mimetype: contentType,
      });
      return metadata;
    },
    deleteObject: remove,
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(bucket, key);
    },
    async copyObject(fromBucket, from, _fromVersion, toBucket, to) {
      const source = await readRecord(pathOf(fromBucket, from));
      const copy = await write(
        pathOf(toBucket, to),
        await Deno.readFile(source.bytesFile),
        source.metadata,
      );
      const { eTag, lastModified } = copy.metadata;
      return { httpStatusCode: 200, eTag, ...(lastModified === undefined ? {} : { lastModified }) };
    },
    privateAssetUrl: async (bucket, key) =>
      `file://${(await readRecord(pathOf(bucket, key))).bytesFile}`,
  };
}

/** Writes beside and renames, so that nobody ever finds half of it. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const making = `${path}.${crypto.randomUUID()}.making`;
  try {
    await Deno.writeFile(making, bytes);
    await Deno.rename(making, path);
  } catch (error) {
    await removeFile(making);
    throw error;
  }
}

async function removeFile(path: string): Promise<void> {
  await Deno.remove(path).catch(unlessMissing);
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
