/** Reads supabase/schemas and loads it into a database. */
import { join } from "@std/path";
import { StackError } from "../../stack_error.ts";
import type { Database } from "../../supabase/database/database.ts";

/** One file of the schemas. */
export interface Room {
  /** `NN_chapter/NN_room.sql`. */
  readonly path: string;
  readonly sql: string;
}

/** Reads every room under `folder`, in the order in which they are loaded. */
export async function readSchemas(folder: string): Promise<Room[]> {
  const rooms: Room[] = [];
  for await (const chapter of Deno.readDir(folder)) {
    if (!chapter.isDirectory) continue;
    for await (const room of Deno.readDir(join(folder, chapter.name))) {
      const path = `${chapter.name}/${room.name}`;
      if (!/^\d\d_\w+\/\d\d_\w+\.sql$/.test(path)) continue;
      rooms.push({ path, sql: await Deno.readTextFile(join(folder, path)) });
    }
  }
  return rooms.sort((a, b) => a.path < b.path ? -1 : 1);
}

/**
 * Loads the rooms into a prepared, empty database, in one transaction.
 * @throws {StackError} naming the room that failed
 */
export async function loadSchemas(database: Database, rooms: readonly Room[]): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.exec("set local check_function_bodies = off");
    for (const room of rooms) {
      await tx.exec(room.sql).catch((cause) => {
        throw new StackError(
          `Cannot load ${room.path}: ${cause instanceof Error ? cause.message : cause}`,
          "Mend the schema and try again.",
          { cause },
        );
      });
    }
  });
}
