/** A database for one test: a copy of a template, in memory, or on DATABASE_URL's server when that is set. */
import type { Database } from "../../local/supabase/database/database.ts";
import {
  type OpenDatabase,
  openPgliteCopy,
  openPostgres,
} from "../../local/supabase/database/connect.ts";
import {
  type Contents,
  createPostgresFromTemplate,
  pgliteTemplate,
} from "../../local/supabase/database/template.ts";
import { buildWorld, type World } from "./world.ts";

/** The database under test. */
export interface TestDatabase {
  readonly database: OpenDatabase;
  /** Closes and deletes it. */
  close(): Promise<void>;
}

/** Opens a database of its own, without any data, for the calling test. */
export function openTestDatabase(): Promise<TestDatabase> {
  return openCopy();
}

/** Opens a database of its own that holds the small world of `world.ts` for the calling test. */
export async function openWorld(): Promise<TestDatabase & { readonly world: World }> {
  const opened = await openCopy({ key: await worldKey(), fill: keepWorld });
  const [kept] = await opened.database.query<{ world: World }>("select world from test.world");
  return { ...opened, world: kept!.world };
}

async function openCopy(contents?: Contents): Promise<TestDatabase> {
  const server = Deno.env.get("DATABASE_URL");
  if (server === undefined) {
    const database = await openPgliteCopy(await pgliteTemplate(contents));
    return { database, close: () => database.close() };
  }
  const temporary = await createPostgresFromTemplate(server, contents);
  const database = openPostgres(temporary.url, 60);
  return {
    database,
    async close() {
      await database.close();
      await temporary.drop();
    },
  };
}

/** A world counts its days from now, so it is built anew every hour. */
async function worldKey(): Promise<string> {
  const sources = await Promise.all(
    ["./world.ts", "./actor.ts"].map((path) => Deno.readTextFile(new URL(path, import.meta.url))),
  );
  return [...sources, Math.floor(Date.now() / 3_600_000)].join("\0");
}

/** Builds the world, and notes its ids beside it. */
async function keepWorld(database: Database): Promise<void> {
  const world = await buildWorld(database);
  await database.exec("create schema test; create table test.world (world json not null)");
  await database.query("insert into test.world values ($1::text::json)", [JSON.stringify(world)]);
}
