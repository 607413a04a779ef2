/** Applies supabase/migrations in order, once each, with the history table that the official CLI keeps. */
import { basename, join } from "@std/path";
import { StackError } from "../../stack_error.ts";
import type { Database, Queryable } from "./database.ts";
import { type AppliedMigration, requireSameHistory } from "./migration_history.ts";

/** One migration file. */
export interface Migration {
  /** The timestamp that its name starts with. */
  readonly version: string;
  readonly name: string;
  readonly path: string;
  readonly sql: string;
}

/** Reads every migration under `folder`, in order of version. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const migrations: Migration[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const match = /^(\d{14})_(\w+)\.sql$/.exec(entry.name);
    if (!entry.isFile || match === null) continue;
    const path = join(folder, entry.name);
    const [, version, name] = match as unknown as [string, string, string];
    migrations.push({ version, name, path, sql: await Deno.readTextFile(path) });
  }
  return migrations.sort((a, b) => a.version.localeCompare(b.version));
}

const history = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, statements text[], name text
  );
  alter table supabase_migrations.schema_migrations enable row level security;
`;

/**
 * Those of `migrations` that the database has not seen.
 * @throws {StackError} when it ran others, or other text
 */
export async function pendingMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const [found] = await database.query<{ kept: boolean }>(
    "select to_regclass($1) is not null as kept",
    ["supabase_migrations.schema_migrations"],
  );
  if (found?.kept !== true) return [...migrations];
  const applied = await database.query<AppliedMigration>(
    "select version, name, statements from supabase_migrations.schema_migrations where $1 order by version",
    [true],
  );
  requireSameHistory(applied, migrations);
  return migrations.filter((it) => !applied.some(({ version }) => version === it.version));
}

/**
 * Applies the migrations that the database has not seen, each in a transaction of its own.
 * @returns how many were applied
 * @throws {StackError} as `pendingMigrations`, or naming file, line and message; nothing of the failed file stays
 */
export async function applyMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<number> {
  await database.exec(history);
  const pending = await pendingMigrations(database, migrations);
  for (const migration of pending) {
    try {
      await database.transaction(async (tx) => {
        await tx.exec(migration.sql);
        await recordMigrations(tx, [migration]);
        // What a file sets for itself must not outlive it on a shared session.
        await tx.exec("reset lock_timeout; reset statement_timeout; reset check_function_bodies");
      });
    } catch (cause) {
      throw new StackError(
        `Cannot apply migration ${basename(migration.path)}${lineOf(cause, migration.sql)}: ${
          cause instanceof Error ? cause.message : cause
        }`,
        "Nothing of this file was kept. Mend it and start again.",
        { cause },
      );
    }
  }
  return pending.length;
}

/** Notes in the history that `migrations` are in the database. */
export async function recordMigrations(
  database: Queryable,
  migrations: readonly Migration[],
): Promise<void> {
  await database.exec(history);
  for (const { version, name, sql } of migrations) {
    await database.query(
      "insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])",
      [version, name, sql],
    );
  }
}

/** `:line` of the error, when the database gave a position in the text. */
export function lineOf(cause: unknown, sql: string): string {
  const position = Number((cause as { position?: unknown })?.position);
  if (!Number.isInteger(position) || position < 1) return "";
  return `:${sql.slice(0, position - 1).split("\n").length}`;
}
