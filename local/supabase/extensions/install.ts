/**
 * Gives the database what Supabase's extensions give: the real one where the server can run it, else a
 * stand-in of the same schema and names.
 */
import type { Database, Queryable } from "../database/database.ts";
import { installPgmq } from "./pgmq.ts";

/** What stands behind an extension's schema. pgmq's stand-in is pgmq's own SQL. */
export type Provided = "extension" | "stand-in";

/** What stands behind each schema. */
export interface InstalledExtensions {
  readonly cron: Provided;
  readonly net: Provided;
  readonly vault: Provided;
  readonly pgmq: Provided;
}

interface Extension {
  readonly name: string;
  /** Whether its library must be among shared_preload_libraries. */
  readonly preloaded: boolean;
  /** The setting that names the one database of the server where it works. */
  readonly databaseSetting?: string;
  /** Makes the stand-in. */
  readonly standIn: (tx: Queryable) => Promise<void>;
}

const extensions: Record<keyof InstalledExtensions, Extension> = {
  cron: {
    name: "pg_cron",
    preloaded: true,
    databaseSetting: "cron.database_name",
    standIn: runScript("./cron.sql"),
  },
  net: {
    name: "pg_net",
    preloaded: true,
    databaseSetting: "pg_net.database_name",
    standIn: runScript("./net.sql"),
  },
  vault: { name: "supabase_vault", preloaded: true, standIn: runScript("./vault.sql") },
  pgmq: { name: "pgmq", preloaded: false, standIn: installPgmq },
};

/**
 * Installs or finds pg_cron, pg_net, Vault and pgmq; safe to run again. Runs as a superuser, after the
 * API roles, and pgcrypto in schema `extensions`, are there. A schema that has a stand-in keeps it.
 */
export async function installExtensions(database: Database): Promise<InstalledExtensions> {
  return await database.transaction(async (tx) => {
    // Two stacks that start on one database take turns.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", ["extensions"]);
    const provide = (schema: keyof InstalledExtensions) => provideSchema(tx, schema);
    return {
      cron: await provide("cron"),
      net: await provide("net"),
      vault: await provide("vault"),
      pgmq: await provide("pgmq"),
    };
  });
}

async function provideSchema(
  tx: Queryable,
  schema: keyof InstalledExtensions,
): Promise<Provided> {
  const extension = extensions[schema];
  const real = await canBeReal(tx, schema, extension);
  if (real) await tx.exec(`create extension if not exists ${extension.name} cascade`);
  else await extension.standIn(tx);
  await tx.exec(`
    revoke all on schema ${schema} from public, anon, authenticated;
    do $$
    begin
      if to_regrole('postgres') is not null then
        grant usage on schema ${schema} to postgres;
      end if;
    end
    $$;
  `);
  return real ? "extension" : "stand-in";
}

/** Whether the extension is there, or can be created and will work in this database. */
async function canBeReal(tx: Queryable, schema: string, extension: Extension): Promise<boolean> {
  const [found] = await tx.query<{ real: boolean }>(
    `select exists (select from pg_extension where extname = $1) or (
       to_regnamespace($2) is null
       and exists (select from pg_available_extensions where name = $1)
       and (not $3::boolean or $1 = any (
         regexp_split_to_array(current_setting('shared_preload_libraries'), '[\\s,"]+')
       ))
       and ($4 = '' or current_setting($4, true) = current_database())
     ) as real`,
    [extension.name, schema, extension.preloaded, extension.databaseSetting ?? ""],
  );
  return found?.real === true;
}

function runScript(path: string): (tx: Queryable) => Promise<void> {
  return async (tx) => await tx.exec(await Deno.readTextFile(new URL(path, import.meta.url)));
}
