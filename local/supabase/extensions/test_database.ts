/** A database for the tests of the stand-ins, on either engine. */
import type { Database } from "../database/database.ts";
import { platformDatabase } from "../database/template.ts";
import { openTemporaryDatabase } from "../database/temporary.ts";

/** The database under test. */
export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
}

/** Opens a database that has what installExtensions needs: the API roles, and pgcrypto. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await openTemporaryDatabase(platformDatabase, 10);
  return { database, [Symbol.asyncDispose]: () => database.close() };
}
