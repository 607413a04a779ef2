/** task start --fresh: forgets all data of one database. */
import { join } from "@std/path";
import { type DatabasePlace, requireAnswer } from "./database_url.ts";
import { StackError } from "./stack_error.ts";
import { openPostgres } from "./supabase/database/connect.ts";
import { discardDataFolder } from "./supabase/database/data_folder.ts";
import { removeTree } from "./supabase/database/folder_tree.ts";
import { ownershipOf } from "./supabase/database/open.ts";
import { platformSchemas, requireForgettable } from "./supabase/database/ownership.ts";

/** What a migration or the platform made; the server's own schemas are left alone. */
const ourSchemas = ["private", "service", ...platformSchemas];

/** Deletes the embedded database and its files, under `folder`. */
export async function resetEmbedded(folder: string): Promise<void> {
  await discardDataFolder(join(folder, "db"));
  await removeTree(join(folder, "files"));
}

/**
 * Empties a server's database, and deletes its files under `folder`.
 * @param agree asks the person whether this database may be forgotten; not asked where there is nothing to lose
 * @throws {StackError} when it may not, or holds what is not ours
 */
export async function resetServer(
  folder: string,
  place: DatabasePlace,
  agree: (place: DatabasePlace) => boolean | Promise<boolean>,
): Promise<void> {
  await requireAnswer(place);
  const database = openPostgres(place.url, 1);
  try {
    const owned = await ownershipOf(database);
    requireForgettable(owned, place);
    if (owned.maker === "nobody") return;
    if (!await agree(place)) {
      throw new StackError(
        `Nothing was forgotten: database ${place.name} on ${place.host} is as it was`,
        "task start without --fresh goes on with its data.",
      );
    }
    await removeTree(join(folder, "files"));
    // All at once: a start after half of it would take the rest for a migrated database.
    await database.transaction(async (tx) => {
      await tx.exec("drop extension if exists pg_cron cascade");
      // Tables first: PostgreSQL cannot name what it drops by the way once a function in its expressions is gone.
      await tx.exec("drop schema if exists public cascade; create schema public");
      for (const schema of ourSchemas) await tx.exec(`drop schema if exists ${schema} cascade`);
      await tx.exec("drop publication if exists supabase_realtime");
    });
  } finally {
    await database.close();
  }
}
