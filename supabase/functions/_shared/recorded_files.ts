/** Files that a row of the database names: none is left behind when there is no such row. */
import type { FileStore } from "./file_store.ts";
import type { Log } from "./log.ts";
import { mayHaveHappened } from "./service_database.ts";

/** A file to write. */
export interface NewFile {
  /** Never used before, so that it is no other row's: take it from `attemptFolder`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  /** How long caches may keep it; a day when not given. */
  readonly cacheSeconds?: number;
}

/** A folder that no other try uses: what this one writes may be deleted without asking whose it is. */
export function attemptFolder(parent: string): string {
  return `${parent}/${crypto.randomUUID()}`;
}

/**
 * Writes files, then makes the row that names them. When a file cannot be written, or the database refuses the
 * row or gives one that was there already and names others, they are deleted again. When no answer comes, the
 * row is asked for once more; only if that fails too may files stay, under a path that nothing tells to anybody.
 * @param record makes the row and returns it; asked again, it returns the row that is there
 * @param namedBy the paths that a row names
 * @throws what writing and `record` throw
 */
export async function recordFiles<Row>(
  { store, bucket, log }: { store: FileStore; bucket: string; log: Log },
  files: readonly NewFile[],
  record: () => Promise<Row>,
  namedBy: (row: Row) => readonly string[],
): Promise<Row> {
  const remove = async (unwanted: readonly NewFile[]) => {
    const paths = unwanted.map((file) => file.path);
    await store.remove(bucket, paths).catch((error) =>
      log.error("files.not_removed", { bucket, paths, error })
    );
  };
  const written = await Promise.allSettled(
    files.map(async ({ path, bytes, type, cacheSeconds }) =>
      await store.write(bucket, path, bytes, type, cacheSeconds)
    ),
  );
  const failed = written.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await remove(files);
    throw failed.reason;
  }
  let row: Row;
  try {
    row = await record();
  } catch (error) {
    if (!mayHaveHappened(error)) {
      await remove(files);
      throw error;
    }
    row = await record().catch((again) => {
      log.error("files.unknown_outcome", { bucket, paths: files.map((file) => file.path) });
      throw again;
    });
  }
  const named = new Set(namedBy(row));
  await remove(files.filter((file) => !named.has(file.path)));
  return row;
}
