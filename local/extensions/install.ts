/**
 * Gives the database what Supabase's extensions give: the real one where the server has it, else a
 * stand-in of the same schema and names. pgmq is always the real one.
 */
import type { Database } from "../database/database.ts";
import { installPgmq } from "./pgmq.ts";

/** What stands behind an extension's schema. */
export type Provided = "extension" | "stand-in";

/** What stands behind each schema that can be a stand-in. */
export interface InstalledExtensions {
  readonly cron: Provided;
  readonly net: Provided;
  readonly vault: Provided;
}

const standIns = { cron: "pg_cron", net: "pg_net", vault: "supabase_vault" } as const;

/** Installs or finds pg_cron, pg_net, vault and pgmq. Safe to run again. */
export async function installExtensions(database: Database): Promise<InstalledExtensions> {
  await installPgmq(database);
  const installed: Record<string, Provided> = {};
  for (const [schema, extension] of Object.entries(standIns)) {
    if (await createExtension(database, extension)) {
      installed[schema] = "extension";
      continue;
    }
    const script = new URL(`./${schema}.sql`, import.meta.url);
    await database.exec(await Deno.readTextFile(script));
    installed[schema] = "stand-in";
  }
  return installed as unknown as InstalledExtensions;
}

/** Creates the extension if this server can; pg_cron lives in one database of a server only. */
async function createExtension(database: Database, extension: string): Promise<boolean> {
  const [usable] = await database.query<{ usable: boolean }>(
    `select exists (select from pg_available_extensions where name = $1)
       and ($1 <> 'pg_cron' or (
         current_setting('cron.database_name', true) is not distinct from current_database()
       )) as usable`,
    [extension],
  );
  if (usable?.usable !== true) return false;
  await database.exec(`create extension if not exists ${extension}`);
  return true;
}
