/** Applies supabase/seed.sql once, remembering it where the official CLI does. */
import { encodeHex } from "@std/encoding/hex";
import { StackError } from "../../stack_error.ts";
import type { Database } from "./database.ts";

const seedFile = new URL("../../../supabase/seed.sql", import.meta.url);
const path = "supabase/seed.sql";

/** Fills the database with demo data unless that was done. Returns whether it did. */
export async function applySeed(database: Database): Promise<boolean> {
  await database.exec(`
    create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
    alter table supabase_migrations.seed_files enable row level security;
  `);
  const known = await database.query(
    "select 1 from supabase_migrations.seed_files where path = $1",
    [path],
  );
  if (known.length > 0) return false;
  const sql = await Deno.readTextFile(seedFile);
  const hash = encodeHex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sql)));
  try {
    await database.transaction(async (tx) => {
      await tx.exec(sql);
      await tx.query("insert into supabase_migrations.seed_files values ($1, $2)", [path, hash]);
    });
  } catch (cause) {
    throw new StackError(
      `Cannot apply ${path}: ${cause instanceof Error ? cause.message : cause}`,
      "Nothing of it was kept. Mend it and start again.",
      { cause },
    );
  }
  // The planner guesses badly about tables that it has never seen.
  await database.exec("analyze");
  return true;
}
