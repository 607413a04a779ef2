/** Opens the stack's database, migrated: the embedded one in a folder, or a server's. */
import { type OpenDatabase, openPostgres } from "./connect.ts";
import { openDataFolder } from "./data_folder.ts";
import { type Migration, readMigrations } from "./migrate.ts";
import { markAsOurs, type Ownership, requireOurs, whoseDatabase } from "./ownership.ts";
import { isMigrated, migrationsFolder, prepareDatabase } from "./prepare.ts";
import { databasePlace, requireAnswer } from "../../database_url.ts";

/** Which database, and what to do with it. */
export interface DatabaseOptions {
  /** Where the embedded one is. */
  readonly folder: string;
  /** A PostgreSQL server instead of it. */
  readonly databaseUrl?: string | undefined;
  /** The folder of another project's migrations than supabase/. */
  readonly project?: string | undefined;
  /** Called once it is migrated; a new embedded database is kept only when this has returned. */
  readonly onReady?: ((database: OpenDatabase) => Promise<void>) | undefined;
  /** Called with each step. */
  readonly onProgress: (step: string) => void;
}

/** Whose a server's database is, by the history of this project. */
export async function ownershipOf(database: OpenDatabase): Promise<Ownership> {
  const [first] = await readMigrations(migrationsFolder);
  return await whoseDatabase(database, first as Migration);
}

/** Opens it. @throws {StackError} when it cannot be opened or brought up to date */
export async function openMigrated(options: DatabaseOptions): Promise<OpenDatabase> {
  const { folder, databaseUrl, project, onReady, onProgress } = options;
  const prepare = async (database: OpenDatabase) => {
    onProgress("Applying migrations");
    const { applied } = await prepareDatabase(database, project);
    await onReady?.(database);
    return applied;
  };
  if (databaseUrl === undefined) {
    onProgress("Opening the embedded database");
    return await openDataFolder(folder, {
      isCurrent: (database) => isMigrated(database, project),
      prepare: async (database) => void await prepare(database),
    });
  }
  onProgress("Connecting");
  const place = databasePlace(databaseUrl);
  await requireAnswer(place);
  const database = openPostgres(databaseUrl);
  try {
    requireOurs(await ownershipOf(database), place);
    await markAsOurs(database);
    if (await prepare(database) === 0) return database;
  } catch (error) {
    await database.close();
    throw error;
  }
  // Drivers learn a database's types when they connect: lists of a new one would arrive as plain text.
  await database.close();
  return openPostgres(databaseUrl);
}
