/** Addresses of Storage, and the names that it takes. */

/** What a path under /storage/v1 is about. */
export interface StoragePath {
  /** What comes before bucket and name: `object`, `object/sign`, `object/list`, `bucket`, … */
  readonly kind: string;
  readonly bucket: string;
  /** The object's name, decoded; empty for the bucket as a whole. */
  readonly name: string;
}

const kinds = [
  "object/upload/sign",
  "object/info/authenticated",
  "object/info",
  "object/authenticated",
  "object/public",
  "object/sign",
  "object/list",
  "object/move",
  "object/copy",
  "object",
  "bucket",
];

/** Reads a path such as /storage/v1/object/sign/papers/a/b.txt; undefined for what is not about a bucket. */
export function parseStoragePath(pathname: string): StoragePath | undefined {
  const path = pathname.replace(/^\/storage\/v1\//, "");
  const kind = kinds.find((it) => path === it || path.startsWith(`${it}/`));
  if (kind === undefined) return undefined;
  const [bucket = "", ...names] = path.slice(kind.length + 1).split("/");
  return { kind, bucket: decoded(bucket), name: decoded(names.join("/")) };
}

/** The path by which @supabase/lite finds the object: it decodes as little as `encodeURI` encodes. */
export function formatStoragePath({ kind, bucket, name }: StoragePath): string {
  const parts = [kind, bucket, name].filter((it) => it !== "");
  return `/storage/v1/${encodeURI(parts.join("/"))}`;
}

// The server's own rules: what S3 holds safe. A text that does not decode is no name either.
const objectName = /^[A-Za-z0-9_/!.*'() &$=@;:+,?-]+$/;
const bucketName = /^[A-Za-z0-9_!.*'() &$=@;:+,?-]{1,100}$/;

/** Whether an object may have this name. */
export function isObjectName(name: string): boolean {
  return objectName.test(name);
}

/** Whether a bucket may have this name. */
export function isBucketName(name: string): boolean {
  return bucketName.test(name);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
