/** Templates on a PostgreSQL server: databases that are never opened, and copies of them. */
import { openPostgres } from "./connect.ts";
import type { Database } from "./database.ts";
import { fingerprint, migratedDatabase, type Template } from "./template.ts";

/** A temporary copy of `template` on the server of `serverUrl`. */
export async function createPostgresFromTemplate(
  serverUrl: string,
  template: Template = migratedDatabase,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const admin = openPostgres(serverUrl, 1);
  const name = `estate_test_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  try {
    // Only one process at a time makes a template.
    await admin.query("select pg_advisory_lock(hashtext($1))", ["estate_template"]);
    const source = await postgresTemplate(admin, serverUrl, template);
    await admin.query("select pg_advisory_unlock(hashtext($1))", ["estate_template"]);
    // Nobody needs the copy's pages in the log: without them it takes half the time.
    await admin.exec(`create database ${name} template ${source} strategy file_copy`);
  } finally {
    await admin.close();
  }
  return {
    url: withDatabase(serverUrl, name),
    async drop() {
      const dropping = openPostgres(serverUrl, 1);
      await dropping.exec(`drop database if exists ${name} with (force)`);
      await dropping.close();
    },
  };
}

/** The name of the database to copy, which is made when there is none. */
async function postgresTemplate(
  admin: Database,
  serverUrl: string,
  template: Template,
): Promise<string> {
  const name = `estate_template_${await fingerprint(template)}`;
  const known = await admin.query("select 1 from pg_database where datname = $1", [name]);
  if (known.length > 0) return name;
  const base = template.base === undefined
    ? "template0"
    : await postgresTemplate(admin, serverUrl, template.base);
  const making = `${name}_making`;
  try {
    await admin.exec(`drop database if exists ${making} with (force)`);
    await admin.exec(`create database ${making} template ${base}`);
    const database = openPostgres(withDatabase(serverUrl, making), 2);
    try {
      await template.fill(database);
    } finally {
      await database.close();
    }
    await admin.exec(`comment on database ${making} is '${new Date().toISOString()}'`);
    await admin.exec(`alter database ${making} rename to ${name}`);
    await removeOld(admin, [name, base]);
  } catch (error) {
    await admin.exec(`drop database if exists ${making} with (force)`).catch(() => {});
    throw error;
  }
  return name;
}

/** Drops templates made more than a day ago, but for those named, and those that somebody is copying. */
async function removeOld(admin: Database, kept: string[]): Promise<void> {
  const old = await admin.query<{ name: string }>(
    `select datname as name from pg_database
     where starts_with(datname, 'estate_template_') and datname <> all ($1::text[])
       and shobj_description(oid, 'pg_database')::timestamptz < now() - interval '1 day'`,
    [kept],
  );
  for (const { name } of old) await admin.exec(`drop database if exists ${name}`).catch(() => {});
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
