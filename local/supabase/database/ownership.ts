/**
 * Whose a server's database is. `task start` writes demo logins, development secrets and migrations, and --fresh
 * empties: so it touches only databases that hold nothing, or that it made.
 */
import type { DatabasePlace } from "../../database_url.ts";
import { developmentKeys } from "../../settings.ts";
import { StackError } from "../../stack_error.ts";
import type { Queryable } from "./database.ts";

/** What was found in a database. */
export interface Ownership {
  /** `nobody`: it holds no table. `us`: `task start` made it. `others`: neither. */
  readonly maker: "nobody" | "us" | "others";
  /** Whether it ran migrations of this project, whoever applied them. */
  readonly hasOurHistory: boolean;
  /** Tables, as schema.name, that neither our migrations nor the platform made. */
  readonly foreign: readonly string[];
}

/** Schemas that the platform makes; what stands in them belongs to it. */
export const platformSchemas = [
  "realtime",
  "pgmq",
  "cron",
  "net",
  "vault",
  "auth",
  "storage",
  "supabase_migrations",
  "extensions",
] as const;

const mark = "supabase_migrations.made_by_task_start";

interface Migrated {
  readonly version: string;
  readonly name: string | null;
  readonly statements: readonly string[] | null;
}

/** Looks, and changes nothing. `firstMigration` is the project's own, which every database of it has run. */
export async function whoseDatabase(
  database: Queryable,
  firstMigration: { readonly version: string; readonly name: string },
): Promise<Ownership> {
  const exists = async (name: string) =>
    (await database.query<{ is: boolean }>("select to_regclass($1) is not null as is", [name]))[0]
      ?.is === true;
  const tables = await database.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name
     from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm', 'f') and not c.relispartition
       and n.nspname !~ $1 and n.nspname <> 'information_schema'
       and not exists (
         select from pg_depend as d
         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
       )
     order by 1, 2`,
    ["^pg_"],
  );
  const history = await exists("supabase_migrations.schema_migrations")
    ? await database.query<Migrated>(
      "select version, name, statements from supabase_migrations.schema_migrations where $1",
      [true],
    )
    : [];
  const { version, name } = firstMigration;
  const hasOurHistory = history.some((it) => it.version === version && it.name === name);
  const ours = hasOurHistory ? tablesMadeBy(history) : new Set<string>();
  const foreign = tables
    .filter(({ schema }) => !(platformSchemas as readonly string[]).includes(schema))
    .map(({ schema, name }) => `${schema}.${name}`)
    .filter((table) => !ours.has(table));
  if (await exists(mark)) return { maker: "us", hasOurHistory, foreign };
  if (hasOurHistory && await callsThisMachine(database, exists)) {
    return { maker: "us", hasOurHistory, foreign };
  }
  return { maker: tables.length === 0 ? "nobody" : "others", hasOurHistory, foreign };
}

/** Before the mark was written, only `task start` gave a database this secret and functions on the same machine. */
async function callsThisMachine(
  database: Queryable,
  exists: (name: string) => Promise<boolean>,
): Promise<boolean> {
  if (!await exists("vault.decrypted_secrets")) return false;
  const [found] = await database.query<{ url: string | null; secret: string | null }>(
    `select max(decrypted_secret) filter (where name = 'functions_url') as url,
       max(decrypted_secret) filter (where name = 'jobs_secret') as secret
     from vault.decrypted_secrets where $1`,
    [true],
  );
  return found?.secret === developmentKeys.jobsSecret &&
    /^http:\/\/(127\.0\.0\.1|localhost):/.test(found.url ?? "");
}

/** The tables that migrations made, under each name that they had. */
function tablesMadeBy(history: readonly Migrated[]): Set<string> {
  const names = new Set<string>();
  for (const { statements } of history) {
    const sql = (statements ?? []).join(";\n");
    const part = `"?(\\w+)"?`;
    const made =
      `create\\s+(?:unlogged\\s+|foreign\\s+)?(?:table|materialized\\s+view)\\s+(?:if\\s+not\\s+exists\\s+)?${part}\\.${part}`;
    const renamed =
      `alter\\s+table\\s+(?:if\\s+exists\\s+)?${part}\\.${part}\\s+rename\\s+to\\s+${part}`;
    for (const [, schema, name] of sql.matchAll(new RegExp(made, "gi"))) {
      names.add(`${schema}.${name}`);
    }
    for (const [, schema, , name] of sql.matchAll(new RegExp(renamed, "gi"))) {
      names.add(`${schema}.${name}`);
    }
  }
  return names;
}

/** Writes down that `task start` makes this database: the first thing that it writes. */
export async function markAsOurs(database: Queryable): Promise<void> {
  await database.exec(`
    create schema if not exists supabase_migrations;
    create table if not exists ${mark} (at timestamptz primary key default now());
    alter table ${mark} enable row level security;
    insert into ${mark} select now() where not exists (select from ${mark});
  `);
}

/** @throws {StackError} unless `task start` may migrate the database and write demo data into it */
export function requireOurs(owned: Ownership, { name, host }: DatabasePlace): void {
  if (owned.maker !== "others") return;
  if (owned.hasOurHistory) {
    throw new StackError(
      `Cannot use database ${name} on ${host}: it is Estate's, but task start did not make it`,
      "task start would write demo logins and development secrets into it. Name an empty database of its own; " +
        "docs/deploy.md says how a deployed project is brought up to date.",
    );
  }
  throw new StackError(
    `Cannot use database ${name} on ${host}: it holds ${some(owned.foreign)}, ` +
      "which task start did not make",
    "Make an empty database (createdb estate) and name that in DATABASE_URL.",
  );
}

/** @throws {StackError} unless everything in the database may be forgotten */
export function requireForgettable(owned: Ownership, place: DatabasePlace): void {
  requireOurs(owned, place);
  if (owned.foreign.length === 0) return;
  throw new StackError(
    `Cannot empty database ${place.name} on ${place.host}: it holds ${some(owned.foreign)}, ` +
      "which Estate did not make",
    "Move that elsewhere, or name an empty database in DATABASE_URL.",
  );
}

function some(tables: readonly string[]): string {
  const shown = tables.slice(0, 3).join(", ");
  if (tables.length === 0) return "tables of the platform";
  return tables.length <= 3 ? shown : `${shown} and ${tables.length - 3} tables more`;
}
