/** An empty database for the tests of the stand-ins: PGlite, or on DATABASE_URL's server when that is set. */
import { type OpenDatabase, openPglite, openPostgres } from "../database/connect.ts";

/** The database under test. */
export interface TestDatabase extends AsyncDisposable {
  readonly database: OpenDatabase;
}

/** Opens a database that has what installExtensions needs: the API roles, and pgcrypto. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const opened = await openEmpty();
  const platform = new URL("../database/platform.sql", import.meta.url);
  await opened.database.exec(await Deno.readTextFile(platform));
  return opened;
}

async function openEmpty(): Promise<TestDatabase> {
  const server = Deno.env.get("DATABASE_URL");
  if (server === undefined) {
    const database = await openPglite();
    return { database, [Symbol.asyncDispose]: () => database.close() };
  }
  const name = `estate_extensions_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(server, `create database ${name} template template0`);
  const database = openPostgres(url.href, 10);
  return {
    database,
    async [Symbol.asyncDispose]() {
      await database.close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const admin = openPostgres(url, 1);
  try {
    await admin.exec(sql);
  } finally {
    await admin.close();
  }
}
