/**
 * A database to copy, made once for each state of schemas and migrations, so that a test starts in about a second:
 * from the schemas on the embedded engine, from the migrations on PostgreSQL, so that both are tested.
 */
import { encodeHex } from "@std/encoding/hex";
import { fromFileUrl, join } from "@std/path";
import { cp } from "node:fs/promises";
import { openPglite, openPostgres } from "./connect.ts";
import { exists, removeTree, syncTree } from "./folder_tree.ts";
import {
  migrationsFolder,
  platformSql,
  prepareDatabase,
  prepareFromSchemas,
  schemasFolder,
} from "./prepare.ts";
import { readMigrations } from "./migrate.ts";
import { readSchemas } from "./schemas.ts";

const cacheFolder = fromFileUrl(new URL("../../../.local/templates", import.meta.url));

/** A fingerprint of everything that makes an empty database what it is before the seed. */
async function fingerprint(): Promise<string> {
  const parts = await platformSql();
  for (const migration of await readMigrations(migrationsFolder)) parts.push(migration.sql);
  for (const room of await readSchemas(schemasFolder)) parts.push(room.sql);
  for (const standIn of ["cron", "net", "vault"]) {
    parts.push(await Deno.readTextFile(new URL(`../extensions/${standIn}.sql`, import.meta.url)));
  }
  const bytes = new TextEncoder().encode(parts.join("\0"));
  return encodeHex(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 16);
}

/** Puts a copy of the migrated PGlite template at `folder`, making the template first when there is none. */
export async function copyPgliteTemplate(folder: string): Promise<void> {
  const template = join(cacheFolder, await fingerprint());
  if (!await exists(template)) await makePgliteTemplate(template);
  await cp(template, folder, { recursive: true });
}

/** One process makes it at a time, beside; the lock also tells that what lies beside was left by a killed one. */
async function makePgliteTemplate(template: string): Promise<void> {
  await Deno.mkdir(cacheFolder, { recursive: true });
  using lock = await Deno.open(join(cacheFolder, "lock"), { create: true, write: true });
  await lock.lock(true);
  if (await exists(template)) return;
  const making = join(cacheFolder, "making");
  await removeTree(making);
  const database = await openPglite(making);
  try {
    await prepareFromSchemas(database);
  } finally {
    await database.close();
  }
  await syncTree(making);
  await Deno.rename(making, template);
}

/** A temporary, migrated database on the server of `serverUrl`. */
export async function createPostgresFromTemplate(
  serverUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = `estate_template_${await fingerprint()}`;
  const admin = openPostgres(serverUrl, 1);
  const name = `estate_test_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  try {
    // Only one process at a time makes the template.
    await admin.query("select pg_advisory_lock(hashtext($1))", [template]);
    const known = await admin.query("select 1 from pg_database where datname = $1", [template]);
    if (known.length === 0) {
      await admin.exec(`drop database if exists ${template}_making with (force)`);
      await admin.exec(`create database ${template}_making`);
      const making = openPostgres(withDatabase(serverUrl, `${template}_making`), 2);
      try {
        await prepareDatabase(making);
      } finally {
        await making.close();
      }
      await admin.exec(`alter database ${template}_making rename to ${template}`);
    }
    await admin.exec(`create database ${name} template ${template}`);
  } catch (error) {
    await admin.exec(`drop database if exists ${template}_making with (force)`).catch(() => {});
    throw error;
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

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
