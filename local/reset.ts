/** task start --fresh: forgets all data. */
import { join } from "@std/path";
import { openPostgres } from "./supabase/database/connect.ts";
import { discardDataFolder } from "./supabase/database/data_folder.ts";
import { removeTree } from "./supabase/database/folder_tree.ts";

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

/** Deletes the embedded database and files under `folder`, and empties the database at `databaseUrl`. */
export async function resetData(folder: string, databaseUrl: string | undefined): Promise<void> {
  await discardDataFolder(join(folder, "db"));
  await removeTree(join(folder, "files"));
  if (databaseUrl === undefined) return;
  const database = openPostgres(databaseUrl, 1);
  try {
    // All at once: a start after half of it would take the rest for a migrated database.
    await database.transaction(async (tx) => {
      await tx.exec("drop extension if exists pg_cron cascade");
      for (const schema of ourSchemas) await tx.exec(`drop schema if exists ${schema} cascade`);
      await tx.exec("drop publication if exists supabase_realtime");
      await tx.exec("drop schema if exists public cascade; create schema public");
    });
  } finally {
    await database.close();
  }
}
