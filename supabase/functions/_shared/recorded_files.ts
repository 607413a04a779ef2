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
  const paths = files.map((file) => file.path);
  const remove = (unwanted: readonly string[]) => store.remove(bucket, unwanted);
  const written = await Promise.allSettled(
    files.map(async ({ path, bytes, type, cacheSeconds }) =>
      await store.write(bucket, path, bytes, type, cacheSeconds)
    ),
  );
  const failed = written.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await removeQuietly(remove, paths, log);
    throw failed.reason;
  }
  return await recordKept({ remove, log }, paths, record, namedBy);
}

/** As `recordFiles`, of files that are written. */
export async function recordKept<Row>(
  { remove, log }: { remove: (paths: readonly string[]) => Promise<void>; log: Log },
  paths: readonly string[],
  record: () => Promise<Row>,
  namedBy: (row: Row) => readonly string[],
): Promise<Row> {
  let row: Row;
  try {
    row = await record();
  } catch (error) {
    if (!mayHaveHappened(error)) {
      await removeQuietly(remove, paths, log);
      throw error;
    }
    row = await record().catch((again) => {
      log.error("files.unknown_outcome", { paths });
      throw again;
    });
  }
  const named = new Set(namedBy(row));
  await removeQuietly(remove, paths.filter((path) => !named.has(path)), log);
  return row;
}

async function removeQuietly(
  remove: (paths: readonly string[]) => Promise<void>,
  paths: readonly string[],
  log: Log,
): Promise<void> {
  await remove(paths).catch((error) => log.error("files.not_removed", { paths, error }));
}
