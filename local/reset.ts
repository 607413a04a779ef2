/** task start --fresh: forgets all data. */
import { join } from "@std/path";
import { openPostgres } from "./supabase/database/connect.ts";

/** What a migration or the platform made; the server's own schemas are left alone. */
const ourSchemas = [
  "private",
  "service",
  "realtime",
  "pgmq",
  "cron",
  "net",
  "vault",
  "auth",
  "storage",
  "supabase_migrations",
  "extensions",
];

/** Deletes the embedded database and files under `folder`, or empties the database at `databaseUrl`. */
export async function resetData(folder: string, databaseUrl: string | undefined): Promise<void> {
  for (const name of ["db", "files"]) {
    await Deno.remove(join(folder, name), { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  if (databaseUrl === undefined) return;
  const database = openPostgres(databaseUrl, 1);
  try {
    await database.exec("drop extension if exists pg_cron cascade");
    for (const schema of ourSchemas) await database.exec(`drop schema if exists ${schema} cascade`);
    await database.exec("drop publication if exists supabase_realtime");
    await database.exec("drop schema if exists public cascade; create schema public");
  } finally {
    await database.close();
  }
}
