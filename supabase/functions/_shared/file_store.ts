/** Files in the project's own Storage, with the service's key. */
import { apiKeyHeaders } from "./api_key.ts";
import { Problem } from "./problem.ts";
import type { ProviderAnswer, ProviderHttp } from "./http_client.ts";

/** A file as it lies in Storage. */
export interface StoredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The type with which it was uploaded: what its sender says that it is. */
  readonly declaredType: string;
}

/** Reads and writes files. Every operation may be repeated. */
export interface FileStore {
  /** The file, or undefined when there is none. */
  read(bucket: string, path: string): Promise<StoredFile | undefined>;
  /**
   * Writes a file, over the one that is there. Caches may keep it for a day when nothing is said: zero for what
   * somebody may lose the right to read.
   */
  write(
    bucket: string,
    path: string,
    bytes: Uint8Array,
    type: string,
    cacheSeconds?: number,
  ): Promise<void>;
  /** Deletes files; those that are not there are no error. */
  remove(bucket: string, paths: readonly string[]): Promise<void>;
}

/** Storage of the project at `url`. */
export function createFileStore(url: string, secretKey: string, http: ProviderHttp): FileStore {
  const headers = apiKeyHeaders(secretKey);
  const address = (bucket: string, path?: string) => {
    const parts = [bucket, ...(path?.split("/") ?? [])].map(encodeURIComponent);
    return new URL(`/storage/v1/object/${parts.join("/")}`, url);
  };
  const expectGood = (answer: ProviderAnswer, operation: string) => {
    if (answer.status < 300) return;
    throw Problem.of("upstream.refused", {
      detail: "Cannot reach the file: Storage refused the request",
      cause: new Error(`${operation}: ${answer.status} ${JSON.stringify(answer.json)}`),
    });
  };
  return {
    async read(bucket, path) {
      const operation = "storage.read";
      const answer = await http({
        operation,
        method: "GET",
        url: address(bucket, path),
        headers,
        wantsBytes: true,
      });
      if (isMissing(answer)) return undefined;
      expectGood(answer, operation);
      return {
        bytes: answer.bytes ?? new Uint8Array(),
        declaredType: answer.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "",
      };
    },
    async write(bucket, path, bytes, type, cacheSeconds = 86_400) {
      const operation = "storage.write";
      const answer = await http({
        operation,
        method: "POST",
        url: address(bucket, path),
        // The path follows from the content; a day, so that what is removed leaves the caches too.
        headers: {
          ...headers,
          "content-type": type,
          "cache-control": `max-age=${cacheSeconds}`,
          "x-upsert": "true",
        },
        bytes: new Uint8Array(bytes),
        idempotent: true,
      });
      expectGood(answer, operation);
    },
    async remove(bucket, paths) {
      if (paths.length === 0) return;
      const operation = "storage.remove";
      const answer = await http({
        operation,
        method: "DELETE",
        url: address(bucket),
        headers: { ...headers, "content-type": "application/json" },
        body: { prefixes: paths },
        idempotent: true,
      });
      if (!isMissing(answer)) expectGood(answer, operation);
    },
  };
}

/** Storage says 400 with the true status in the body, or 404. */
function isMissing(answer: ProviderAnswer): boolean {
  if (answer.status === 404) return true;
  const inner = (answer.json as { statusCode?: unknown } | null | undefined)?.statusCode;
  return answer.status === 400 && String(inner) === "404";
}
