/**
 * The folder of the embedded database, which a start that is killed or runs out of disk never leaves half made.
 * A new database, and the upgrade of an old one by migrations, is made beside it and renamed when complete:
 *
 *   db             the database; always whole
 *   db.making      being made; never used by a later start
 *   db.replaced    what `db` was before an upgrade, between the two renames; whole as long as there is no `db`
 *   db.discarded   forgotten data on its way out
 *
 * The caller holds the lock of the stack's folder. Ordinary writes need no such care: after a kill PGlite
 * recovers by its write-ahead log. But it does not sync, so only what was made beside is safe from a power cut.
 */
import { cp, statfs } from "node:fs/promises";
import { dirname } from "@std/path";
import { StackError } from "../../stack_error.ts";
import { type OpenDatabase, openPglite } from "./connect.ts";
import { bytesUnder, exists, removeTree, syncPath, syncTree } from "./folder_tree.ts";

/** What a migrated database with demo data takes at most while it is made, in bytes. */
const roomToMake = 256 * 1024 * 1024;

/** How `openDataFolder` makes and upgrades a database. */
export interface DataFolderWork {
  /** Whether the database has every migration, so that `prepare` has nothing to change in its schema. */
  readonly isCurrent: (database: OpenDatabase) => Promise<boolean>;
  /** Brings an empty or older database up to date. */
  readonly prepare: (database: OpenDatabase) => Promise<void>;
}

/**
 * Opens the prepared database at `folder`, making or upgrading it first where needed.
 * @throws {StackError} when the disk is full or the database is damaged; what was there before is kept
 */
export async function openDataFolder(folder: string, work: DataFolderWork): Promise<OpenDatabase> {
  await settleDataFolder(folder);
  if (!await exists(folder)) {
    await makeBeside(folder, work, 0);
    return await open(folder);
  }
  const database = await open(folder);
  try {
    if (await work.isCurrent(database)) {
      await work.prepare(database);
      return database;
    }
  } catch (error) {
    await database.close();
    throw error;
  }
  await database.close();
  await makeBeside(folder, work, await bytesUnder(folder));
  return await open(folder);
}

/** Brings back or removes what an interrupted start left beside `folder`. */
export async function settleDataFolder(folder: string): Promise<void> {
  if (!await exists(folder) && await exists(`${folder}.replaced`)) {
    await Deno.rename(`${folder}.replaced`, folder);
  }
  for (const leftover of ["making", "replaced", "discarded"]) {
    await removeTree(`${folder}.${leftover}`);
  }
}

/** Forgets the database at `folder`, and everything beside it. */
export async function discardDataFolder(folder: string): Promise<void> {
  await settleDataFolder(folder);
  if (!await exists(folder)) return;
  await Deno.rename(folder, `${folder}.discarded`);
  await removeTree(`${folder}.discarded`);
}

async function open(folder: string): Promise<OpenDatabase> {
  try {
    // PostgreSQL refuses to start over a lock file that is empty, as one is whose writer was killed between making and
    // writing it. Ours is the stack's own lock, which the caller holds.
    await Deno.remove(`${folder}/postmaster.pid`).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
    return await openPglite(folder);
  } catch (cause) {
    throw new StackError(
      `Cannot open the embedded database in ${folder}: ${reason(cause)}`,
      "If the disk is full, free some space and start again. Otherwise it is damaged: " +
        "task start --fresh makes a new one and forgets its data.",
      { cause },
    );
  }
}

/** `bytes`: the size of the database to upgrade; 0 when there is none. */
async function makeBeside(folder: string, work: DataFolderWork, bytes: number): Promise<void> {
  await requireRoom(folder, roomToMake + bytes);
  const making = `${folder}.making`;
  try {
    if (bytes > 0) await cp(folder, making, { recursive: true });
    const database = await openPglite(making);
    try {
      await work.prepare(database);
    } finally {
      await database.close();
    }
    await syncTree(making);
  } catch (cause) {
    await removeTree(making);
    if (cause instanceof StackError) throw cause;
    throw new StackError(
      `Cannot make the embedded database in ${folder}: ${reason(cause)}`,
      "Nothing was changed. If the disk is full, free some space; then start again.",
      { cause },
    );
  }
  if (bytes > 0) await Deno.rename(folder, `${folder}.replaced`);
  await Deno.rename(making, folder);
  await syncPath(dirname(folder));
  await removeTree(`${folder}.replaced`);
}

/** PGlite does not survive a full disk: it spins for ever when its log cannot grow. */
async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(folder));
  const free = Number(bavail) * Number(bsize);
  if (free >= bytes) return;
  const megabytes = (count: number) => Math.round(count / 1024 / 1024);
  throw new StackError(
    `Cannot make the embedded database in ${folder}: ${megabytes(free)} MB of disk are free, ` +
      `${megabytes(bytes)} MB are needed`,
    "Nothing was changed. Free some space and start again.",
  );
}

/** What went wrong; the file system of PGlite's runtime gives numbers only. */
function reason(cause: unknown): string {
  const { errno } = cause as { errno?: unknown };
  if (errno === 51) return "the disk is full";
  if (typeof errno === "number") return `a file cannot be read or written (${errno})`;
  return cause instanceof Error ? cause.message : String(cause);
}
