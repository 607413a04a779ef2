/** An empty database for the tests of the stand-ins: PGlite, or on DATABASE_URL's server when that is set. */
import { openPglite, openPostgres } from "../database/connect.ts";
import type { Database } from "../database/database.ts";

/** The database under test. */
export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
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
    return { database: keepingExitCode(database), [Symbol.asyncDispose]: () => database.close() };
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

/** PGlite sets the exit code of the process at every SQL error; a test would be blamed for it. */
function keepingExitCode(database: Database): Database {
  const keeping = async <Result>(result: Promise<Result>): Promise<Result> => {
    try {
      return await result;
    } finally {
      Deno.exitCode = 0;
    }
  };
  return {
    ...database,
    query: (sql, parameters) => keeping(database.query(sql, parameters)),
    exec: (sql) => keeping(database.exec(sql)),
    transaction: (work) => keeping(database.transaction(work)),
    session: (work) => keeping(database.session(work)),
  };
}
