/** The folder of migrations, as files. */
import { join } from "@std/path";
import type { Migration } from "../../supabase/database/migrate.ts";
import type { MigrationFile } from "../../supabase/database/releases.ts";

export type { MigrationFile };

/** Every `.sql` file of `folder`, by name; no folder is an empty one. */
export async function readMigrationFiles(folder: string): Promise<MigrationFile[]> {
  const files: MigrationFile[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (!entry.isFile || !entry.name.endsWith(".sql")) continue;
      files.push({ file: entry.name, sql: await Deno.readTextFile(join(folder, entry.name)) });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files.sort((a, b) => a.file < b.file ? -1 : 1);
}

/** Makes `old` into `wanted`: writes what is new or differs, removes what is not wanted any more. */
export async function replaceFiles(
  folder: string,
  old: readonly MigrationFile[],
  wanted: readonly MigrationFile[],
): Promise<{ written: string[]; removed: string[] }> {
  await Deno.mkdir(folder, { recursive: true });
  const removed = old.map((it) => it.file).filter((file) => !wanted.some((it) => it.file === file));
  for (const file of removed) await Deno.remove(join(folder, file));
  const written: string[] = [];
  for (const { file, sql } of wanted) {
    if (old.some((it) => it.file === file && it.sql === sql)) continue;
    await Deno.writeTextFile(join(folder, file), sql);
    written.push(file);
  }
  return { written, removed };
}

/** As the part that applies migrations takes them. */
export function toMigration({ file, sql }: MigrationFile): Migration {
  const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) as unknown as [string, string, string];
  return { version, name, path: file, sql };
}
