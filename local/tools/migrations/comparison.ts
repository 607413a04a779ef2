/** Whether migrations lead to what the schemas say. */
import { applyMigrations } from "../../supabase/database/migrate.ts";
import { differences, readState } from "./database_state.ts";
import { type MigrationFile, toMigration } from "./migration_files.ts";
import type { TemporaryDatabase } from "./temporary_databases.ts";

/** Applies `files` to `migrated` and says how it then differs from `loaded`, which holds the schemas. */
export async function compare(
  migrated: TemporaryDatabase,
  files: readonly MigrationFile[],
  loaded: TemporaryDatabase,
): Promise<string[]> {
  await applyMigrations(migrated, files.map(toMigration));
  return differences(
    { name: "migrations", state: await readState(migrated) },
    { name: "schemas", state: await readState(loaded) },
  );
}
