/**
 * A database to copy, made once for each state of schemas and migrations, so that a test starts in about a second:
 * from the schemas on the embedded engine, from the migrations on PostgreSQL, so that both are tested.
 */
import { encodeHex } from "@std/encoding/hex";
import { fromFileUrl, join } from "@std/path";
import { cp } from "node:fs/promises";
import { openPglite, openPostgres } from "./connect.ts";
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
  if (!await exists(template)) {
    await Deno.mkdir(cacheFolder, { recursive: true });
    const making = await Deno.makeTempDir({ dir: cacheFolder, prefix: "making-" });
    const database = await openPglite(making);
    try {
      await prepareFromSchemas(database);
    } finally {
      await database.close();
    }
    // Two processes may make it at the same time: the first rename wins, the copies are alike.
    await Deno.rename(making, template).catch(async (error) => {
      await Deno.remove(making, { recursive: true });
      if (!await exists(template)) throw error;
    });
  }
  await cp(template, folder, { recursive: true });
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

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
