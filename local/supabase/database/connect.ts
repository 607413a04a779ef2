/** Opens the database: PGlite in a folder, or a PostgreSQL server by URL. */
import { createPgliteConnection, PGlite, type PgliteConnection } from "@supabase/lite/pglite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import type { Extension } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import type { Kysely } from "kysely";
import { type DatabaseClock, machineClock, movableClock } from "./clock.ts";
import { type Database, queryable } from "./database.ts";
import { serialKysely } from "./serial_kysely.ts";
import { TemplateCopy } from "./template_copy.ts";

/** A database together with the connection object @supabase/lite serves REST, Auth and Storage from. */
export interface OpenDatabase extends Database {
  readonly lite: PgliteConnection | ReturnType<typeof createPostgresConnection>;
  /** Its time. */
  readonly clock: DatabaseClock;
}

/** What every database here has, beside what @supabase/lite gives it. */
const contrib = { btree_gist, citext, pg_trgm, unaccent };

/** PostGIS for a database whose files hold its bundle already: PGlite sets the environment for it, and unpacks none. */
const unpackedPostgis: Extension = {
  name: "postgis",
  setup: (_database, emscriptenOpts) => Promise.resolve({ emscriptenOpts }),
};

/** Opens (and creates when missing) the PGlite data folder at `folder`; without one, in memory. */
export function openPglite(folder?: string): Promise<OpenDatabase> {
  return pglite({
    ...(folder === undefined ? {} : { url: folder }),
    pgliteOptions: { extensions: { ...contrib, postgis } },
  }, folder);
}

/** Opens a copy, in memory, of the template at `folder`: a third of the memory of a database of its own. */
export function openPgliteCopy(folder: string): Promise<OpenDatabase> {
  return pglite({
    pgliteOptions: {
      fs: new TemplateCopy(folder),
      extensions: { ...contrib, postgis: unpackedPostgis },
      // Shared buffers are cleared at the start, all of them.
      startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=8MB"],
    },
  });
}

/** `folder`: where it is kept; without one it is gone once closed. */
async function pglite(
  options: NonNullable<Parameters<typeof createPgliteConnection>[0]>,
  folder?: string,
): Promise<OpenDatabase> {
  const clock = await movableClock(folder);
  const { extensions } = options.pgliteOptions ?? {};
  const lite = await createPgliteConnection({
    ...options,
    pgliteOptions: {
      ...options.pgliteOptions,
      extensions: { ...extensions, clock: clock.extension },
    },
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
    clock,
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
    clock: machineClock,
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
