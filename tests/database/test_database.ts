/** Databases for tests: without data, or with the small world of `world.ts`. */
import type { OpenDatabase } from "../../local/supabase/database/connect.ts";
import { migratedDatabase, type Template } from "../../local/supabase/database/template.ts";
import { openTemporaryDatabase } from "../../local/supabase/database/temporary.ts";
import { buildWorld, type World } from "./world.ts";

/** For tests of many at once: fewer than a server allows by default, though two test files run at a time. */
const maxConnections = 40;

/** The database under test. */
export interface TestDatabase {
  readonly database: OpenDatabase;
  /** Closes and deletes it. */
  close(): Promise<void>;
}

/** Opens a database of its own, without data, for the calling test. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await openTemporaryDatabase(migratedDatabase, maxConnections);
  return { database, close: () => database.close() };
}

/** Opens a database of its own that holds the small world, for the calling test. */
export async function openWorld(): Promise<TestDatabase & { readonly world: World }> {
  const database = await openTemporaryDatabase(worldDatabase, maxConnections);
  const [kept] = await database.query<{ world: World }>("select world from test.world where $1", [
    true,
  ]);
  return { database, world: kept!.world, close: () => database.close() };
}

const worldDatabase: Template = {
  base: migratedDatabase,
  /** The world counts its days from now, so it is built anew every hour. */
  async key() {
    const sources = ["./world.ts", "./actor.ts"].map((path) =>
      Deno.readTextFile(new URL(path, import.meta.url))
    );
    return [...await Promise.all(sources), Math.floor(Date.now() / 3_600_000)].join("\0");
  },
  async fill(database) {
    const world = await buildWorld(database);
    await database.exec("create schema test; create table test.world (world json not null)");
    await database.query("insert into test.world values ($1::text::json)", [JSON.stringify(world)]);
  },
};
