/** Applies supabase/seed.sql once, remembering it where the official CLI does. */
import { StackError } from "../../stack_error.ts";
import type { Database } from "./database.ts";
import { digest } from "./digest.ts";

/** The demo data. */
export const seedFile = new URL("../../../supabase/seed.sql", import.meta.url);
const path = "supabase/seed.sql";

/** What `applySeed` did: it wrote the demo data, or found today's or those of another version. */
export type SeedState = "written" | "current" | "older";

/**
 * Fills the database with demo data unless that was done. What is there stays as it is, also when the seed has
 * changed since: people have worked on it.
 */
export async function applySeed(database: Database, seed?: string): Promise<SeedState> {
  await database.exec(`
    create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
    alter table supabase_migrations.seed_files enable row level security;
  `);
  const [known] = await database.query<{ hash: string }>(
    "select hash from supabase_migrations.seed_files where path = $1",
    [path],
  );
  const sql = seed ?? await Deno.readTextFile(seedFile);
  const hash = await digest(sql);
  if (known !== undefined) return known.hash === hash ? "current" : "older";
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
  return "written";
}
