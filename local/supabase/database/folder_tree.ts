/** Folders with all that is in them: their size, their way to the disk, their end. */
import { join } from "@std/path";

/** The sum of the sizes of all files under `folder`. */
export async function bytesUnder(folder: string): Promise<number> {
  let bytes = 0;
  for await (const path of pathsUnder(folder)) bytes += (await Deno.stat(path)).size;
  return bytes;
}

/**
 * Returns when everything under `folder` is on the disk, where a power cut does not reach it. Syncs many at a time:
 * the disk's journal then takes them in few rounds.
 */
export async function syncTree(folder: string): Promise<void> {
  const paths = [folder, ...await Array.fromAsync(pathsUnder(folder))].values();
  const syncSome = async () => {
    for (const path of paths) await syncPath(path);
  };
  await Promise.all(Array.from({ length: 64 }, syncSome));
}

/** Returns when the file, or the list of names of the folder, is on the disk. */
export async function syncPath(path: string): Promise<void> {
  // Windows opens no folders, and no file for syncing without the right to write.
  const windows = Deno.build.os === "windows";
  if (windows && (await Deno.stat(path)).isDirectory) return;
  using file = await Deno.open(path, { read: true, write: windows });
  await file.sync();
}

/** Removes `folder` and everything under it, if it is there. */
export async function removeTree(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

/** Whether there is a file, folder or link at `path`. */
export async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, (error) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });
}

async function* pathsUnder(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* pathsUnder(path);
    yield path;
  }
}
