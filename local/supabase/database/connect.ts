/** Opens the database: PGlite in a folder, or a PostgreSQL server by URL. */
import { createPgliteConnection, type PgliteConnection } from "@supabase/lite/pglite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { postgis } from "@electric-sql/pglite-postgis";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import type { Kysely } from "kysely";
import { type Database, queryable } from "./database.ts";
import { serialKysely } from "./serial_kysely.ts";

/** A database together with the connection object @supabase/lite serves REST, Auth and Storage from. */
export interface OpenDatabase extends Database {
  readonly lite: PgliteConnection | ReturnType<typeof createPostgresConnection>;
}

/** Opens (and creates when missing) the PGlite data folder at `folder`; without one, in memory. */
export async function openPglite(folder?: string): Promise<OpenDatabase> {
  const lite = await createPgliteConnection({
    ...(folder === undefined ? {} : { url: folder }),
    pgliteOptions: { extensions: { postgis, btree_gist, citext, pg_trgm, unaccent } },
  });
  lite.kysely = serialKysely(lite.driver);
  trustOurGrants(lite);
  const { exitCode } = Deno;
  await lite.driver.waitReady;
  // PGlite's runtime leaves its own status as the exit code of the whole process.
  Deno.exitCode = exitCode;
  return {
    ...overKysely(lite.kysely),
    engine: "pglite",
    lite,
    async listen(channel, onPayload) {
      // In a turn of its own: inside somebody's transaction it would be undone with it.
      const inTurn = <Result>(work: () => Promise<Result>) =>
        lite.kysely.connection().execute(work);
      const unlisten = await inTurn(() => lite.driver.listen(channel, onPayload));
      return () => inTurn(() => unlisten());
    },
    async close() {
      const { exitCode } = Deno;
      await lite.close();
      Deno.exitCode = exitCode;
    },
  };
}

/** Connects to the PostgreSQL database at `url` with at most `maxConnections` connections. */
export function openPostgres(url: string, maxConnections = 20): OpenDatabase {
  const lite = createPostgresConnection({
    url,
    postgresOptions: {
      max: maxConnections,
      onnotice: () => {},
      prepare: false,
      types: { json: passJsonText(114), jsonb: passJsonText(3802) },
    },
  });
  trustOurGrants(lite);
  return {
    ...overKysely(lite.kysely),
    engine: "postgres",
    lite,
    async listen(channel, onPayload) {
      const listening = await lite.driver.listen(channel, onPayload);
      return () => listening.unlisten();
    },
    // A transaction that nobody waits for any more, after a failure beside it, must not hold up the end for ever.
    close: () => lite.driver.end({ timeout: 5 }),
  };
}

function overKysely(
  // deno-lint-ignore no-explicit-any -- the schema is known to SQL, not to kysely
  kysely: Kysely<any>,
): Pick<Database, "query" | "exec" | "transaction" | "session"> {
  return {
    ...queryable(kysely),
    transaction: (work) => kysely.transaction().execute((tx) => work(queryable(tx))),
    session: (work) => kysely.connection().execute((session) => work(queryable(session))),
  };
}

/**
 * @supabase/lite hands JSON to the driver as text already; its own serializer would encode that text once
 * more, so that an object given to a function arrives as a JSON string.
 */
function passJsonText(oid: number) {
  return {
    to: oid,
    from: [oid],
    serialize: (value: unknown) => typeof value === "string" ? value : JSON.stringify(value),
    parse: (text: string): unknown => JSON.parse(text),
  };
}

/**
 * On its first request @supabase/lite grants every privilege on every schema with row-level security
 * to the API roles. Ours come from the migrations, as in production, so it is told that it has
 * already done so.
 */
function trustOurGrants(connection: object): void {
  (connection as { rlsState: string }).rlsState = "active";
}
