/** Makes an empty database what a Supabase project is before and after its migrations. */
import { getAuthSchemaSql, getStorageSchemaSql, SUPABASE_AUTH_HELPERS_SQL } from "@supabase/lite";
import { basename, fromFileUrl, join } from "@std/path";
import { installExtensions } from "../extensions/install.ts";
import { StackError } from "../../stack_error.ts";
import type { Database } from "./database.ts";
import { applyMigrations, type Migration, pendingMigrations, readMigrations } from "./migrate.ts";
import { readReleases, splitByRelease } from "./releases.ts";
import { loadSchemas, readSchemas } from "./schemas.ts";

const here = (path: string) => fromFileUrl(new URL(path, import.meta.url));

/** The project: its database as people edit it, its migrations, its seed. */
export const projectFolder: string = here("../../../supabase");
/** Where the project's migrations are. */
export const migrationsFolder: string = join(projectFolder, "migrations");
/** Where the database as people edit it is. */
export const schemasFolder: string = join(projectFolder, "schemas");

/** The text of everything that runs before the migrations, in order. */
export async function platformSql(): Promise<string[]> {
  return [
    await Deno.readTextFile(here("./platform.sql")),
    SUPABASE_AUTH_HELPERS_SQL,
    getAuthSchemaSql(),
    getStorageSchemaSql(),
    await Deno.readTextFile(here("./platform_after_auth.sql")),
    await Deno.readTextFile(here("../realtime/schema.sql")),
  ];
}

/** Makes an empty database what a Supabase project is before its migrations. */
export async function preparePlatform(database: Database): Promise<void> {
  await requirePostgis(database);
  for (const sql of await platformSql()) await database.exec(sql);
  await installExtensions(database);
}

/**
 * Prepares the platform and applies the migrations of `project`; does nothing that was done already.
 * @throws {StackError} when the server lacks PostGIS, the database ran other migrations, or one fails
 */
export async function prepareDatabase(
  database: Database,
  project: string = projectFolder,
): Promise<{ applied: number }> {
  const migrations = await readSoundMigrations(project);
  await requirePostgis(database);
  // Before anything is changed: whether this database can be brought forward at all.
  await pendingMigrations(database, migrations);
  await preparePlatform(database);
  return { applied: await applyMigrations(database, migrations) };
}

/** The migrations of `project`, of which those that a release froze are as they were. */
async function readSoundMigrations(project: string): Promise<Migration[]> {
  const migrations = await readMigrations(join(project, "migrations"));
  const files = migrations.map(({ path, sql }) => ({ file: basename(path), sql }));
  await splitByRelease(await readReleases(join(project, "releases.json")), files);
  return migrations;
}

/**
 * Prepares the platform and loads the schemas into an empty database: what tests on the embedded database do, so
 * that they see an edit at once.
 * @throws {StackError} when a room cannot be loaded
 */
export async function prepareFromSchemas(database: Database): Promise<void> {
  await preparePlatform(database);
  await loadSchemas(
    database,
    await readSchemas(schemasFolder),
    await readMigrations(migrationsFolder),
  );
}

/**
 * Whether the database has seen every migration of `project`.
 * @throws {StackError} when it ran others
 */
export async function isMigrated(
  database: Database,
  project: string = projectFolder,
): Promise<boolean> {
  return (await pendingMigrations(database, await readSoundMigrations(project))).length === 0;
}

async function requirePostgis(database: Database): Promise<void> {
  const rows = await database.query<{ version: string; postgis: boolean }>(
    `select current_setting('server_version_num')::int / 10000 as version,
       exists (select from pg_available_extensions where name = $1) as postgis`,
    ["postgis"],
  ).catch((cause) => {
    throw new StackError(
      `Cannot use this database: ${cause instanceof Error ? cause.message : cause}`,
      "Check the server and DATABASE_URL, or leave it unset to use the embedded database.",
      { cause },
    );
  });
  const server = rows[0];
  if (server === undefined || Number(server.version) < 15) {
    throw new StackError(
      `Cannot use this database: PostgreSQL 15 or newer is needed, this is ${server?.version}`,
      "Point DATABASE_URL at a newer server, or leave it unset to use the embedded database.",
    );
  }
  if (!server.postgis) {
    throw new StackError(
      "Cannot use this database: the server has no PostGIS",
      "Install PostGIS on it (Debian: postgresql-<version>-postgis-3), or leave DATABASE_URL unset.",
    );
  }
}
