/** The first migrations: the schemas as they are, one file a chapter. */
import { generatedFile } from "./generated.ts";
import type { MigrationFile } from "./migration_files.ts";
import type { Room } from "../../supabase/database/schemas.ts";

/** The day that the baseline's versions carry; the chapter's number follows. */
const day = "20261126";

/** One migration for each chapter of `rooms`, in their order. */
export async function baselineOf(rooms: readonly Room[]): Promise<MigrationFile[]> {
  const chapters = new Map<string, Room[]>();
  for (const room of rooms) {
    const chapter = room.name.split("/")[0] as string;
    chapters.set(chapter, [...chapters.get(chapter) ?? [], room]);
  }
  return await Promise.all(
    [...chapters].map(async ([chapter, inside]) => {
      const [, number, name] = /^(\d\d)_(\w+)$/.exec(chapter) as unknown as [
        string,
        string,
        string,
      ];
      const statements = inside.map((room) => `-- ${room.name}\n\n${room.sql.trim()}\n`).join("\n");
      return { file: `${day}00${number}00_${name}.sql`, sql: await generatedFile(statements) };
    }),
  );
}
