/** Loads supabase/schemas, the database as people read and edit it, into an empty platform. */
import { join } from "@std/path";
import { StackError } from "../../stack_error.ts";
import type { Database } from "./database.ts";
import { lineOf, type Migration, recordMigrations } from "./migrate.ts";

/** One file of the schemas: `01_ground/10_foundations.sql`. */
export interface Room {
  /** Its path below supabase/schemas. */
  readonly name: string;
  /** The folder that it is in, without its number: `ground`. */
  readonly chapter: string;
  readonly sql: string;
}

/** Reads every room under `folder`, in the order of their paths: the order in which they are loaded. */
export async function readSchemas(folder: string): Promise<Room[]> {
  const names: string[] = [];
  for await (const chapter of Deno.readDir(folder)) {
    if (!chapter.isDirectory) continue;
    for await (const room of Deno.readDir(join(folder, chapter.name))) {
      if (room.isFile && room.name.endsWith(".sql")) names.push(`${chapter.name}/${room.name}`);
    }
  }
  return await Promise.all(
    names.sort().map(async (name) => ({
      name,
      chapter: name.replace(/^\d+_/, "").replace(/\/.*$/, ""),
      sql: await Deno.readTextFile(join(folder, name)),
    })),
  );
}

/**
 * Makes everything the rooms say, in one transaction, and records `migrations` as applied: the two are the same
 * database, which `task db:migration --check` proves.
 * @throws {StackError} naming room, line and message
 */
export async function loadSchemas(
  database: Database,
  rooms: readonly Room[],
  migrations: readonly Migration[],
): Promise<void> {
  await database.transaction(async (tx) => {
    // A function may speak of tables that later rooms make.
    await tx.exec("set local check_function_bodies = off");
    for (const room of rooms) {
      try {
        await tx.exec(room.sql);
      } catch (cause) {
        throw new StackError(
          `Cannot load supabase/schemas/${room.name}${lineOf(cause, room.sql)}: ${
            cause instanceof Error ? cause.message : cause
          }`,
          "Mend it and start again.",
          { cause },
        );
      }
    }
    await recordMigrations(tx, migrations);
  });
}
