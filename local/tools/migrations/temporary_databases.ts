/** Databases to try migrations and schemas on, made on DATABASE_URL's server and dropped afterwards. */
import { StackError } from "../../stack_error.ts";
import { type OpenDatabase, openPostgres } from "../../supabase/database/connect.ts";
import { preparePlatform } from "../../supabase/database/prepare.ts";

/** A database with a Supabase project's platform and nothing else in it. */
export interface TemporaryDatabase extends OpenDatabase {
  readonly url: string;
}

/**
 * Gives `work` a maker of temporary databases; drops them all when it ends.
 * @throws {StackError} when the server cannot be reached or makes none
 */
export async function withTemporaryDatabases<Result>(
  serverUrl: string,
  work: (make: () => Promise<TemporaryDatabase>) => Promise<Result>,
): Promise<Result> {
  const run = `estate_migration_${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const admin = openPostgres(serverUrl, 1);
  const made: { name: string; database: OpenDatabase }[] = [];
  const platform = `${run}_platform`;
  await admin.exec(`create database ${platform}`).catch(async (cause) => {
    await admin.close();
    throw new StackError(
      `Cannot make a temporary database: ${cause instanceof Error ? cause.message : cause}`,
      "Check the server and DATABASE_URL; its role must be allowed to create databases.",
      { cause },
    );
  });
  try {
    const preparing = openPostgres(withDatabase(serverUrl, platform), 2);
    try {
      await preparePlatform(preparing);
    } finally {
      await preparing.close();
    }
    return await work(async () => {
      const name = `${run}_${made.length}`;
      await admin.exec(`create database ${name} template ${platform}`);
      const url = withDatabase(serverUrl, name);
      const database = openPostgres(url, 2);
      made.push({ name, database });
      return { ...database, url };
    });
  } finally {
    for (const { name, database } of made) {
      await database.close();
      await admin.exec(`drop database if exists ${name} with (force)`);
    }
    await admin.exec(`drop database if exists ${platform} with (force)`);
    await admin.close();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
