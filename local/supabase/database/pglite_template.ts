/** Templates on PGlite: folders that lie under .local, and copies of them in memory. */
import { cp } from "node:fs/promises";
import { dirname, fromFileUrl, join } from "@std/path";
import { unpack } from "../extensions/untar.ts";
import { openPglite } from "./connect.ts";
import { exists, removeTree, syncTree } from "./folder_tree.ts";
import { fingerprint, type Template } from "./template.ts";

const cacheFolder = fromFileUrl(new URL("../../../.local/templates", import.meta.url));

/**
 * The folder of `template` for a `TemplateCopy`, made when there is none: laid out as PGlite's own root, with the
 * database in `data`.
 */
export async function pgliteTemplate(template: Template): Promise<string> {
  const folder = await folderOf(template);
  if (await exists(folder)) return folder;
  await Deno.mkdir(cacheFolder, { recursive: true });
  // One process makes them at a time; so what lies beside was left by one that was killed.
  using lock = await Deno.open(join(cacheFolder, "lock"), { create: true, write: true });
  await lock.lock(true);
  await make(template);
  await removeOld(template);
  return folder;
}

async function folderOf(template: Template): Promise<string> {
  return join(cacheFolder, await fingerprint(template));
}

async function make(template: Template): Promise<string> {
  const folder = await folderOf(template);
  if (await exists(folder)) return folder;
  const base = template.base === undefined ? undefined : await make(template.base);
  const making = join(cacheFolder, "making");
  await removeTree(making);
  if (base === undefined) await unpackPostgis(making);
  else await cp(base, making, { recursive: true });
  const database = await openPglite(join(making, "data"));
  try {
    await template.fill(database);
  } finally {
    await database.close();
  }
  await syncTree(making);
  await Deno.rename(making, folder);
  return folder;
}

/** Removes templates made more than a day ago, but for the one just asked for and what is below it. */
async function removeOld(used: Template): Promise<void> {
  const kept: string[] = [];
  for (let it: Template | undefined = used; it !== undefined; it = it.base) {
    kept.push(await folderOf(it));
  }
  for await (const entry of Deno.readDir(cacheFolder)) {
    const path = join(cacheFolder, entry.name);
    const { mtime } = await Deno.stat(path);
    const age = Date.now() - (mtime?.getTime() ?? 0);
    if (entry.isDirectory && age > 24 * 60 * 60 * 1000 && !kept.includes(path)) {
      await removeTree(path);
    }
  }
}

/** Puts into `folder` what PostGIS needs once it is created: its bundle without the scripts that create it, 50 of 70 MB. */
async function unpackPostgis(folder: string): Promise<void> {
  const bundle = new URL("./postgis.tar.gz", import.meta.resolve("@electric-sql/pglite-postgis"));
  for (const file of await unpack(bundle)) {
    if (/\.sql$|topology/.test(file.name)) continue;
    const path = join(folder, file.name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, file.content);
  }
}
