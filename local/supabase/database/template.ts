/**
 * A database to copy, made once for each state of schemas and migrations, so that a test starts in about a second:
 * from the schemas on the embedded engine, from the migrations on PostgreSQL, so that both are tested.
 */
import { encodeHex } from "@std/encoding/hex";
import { dirname, fromFileUrl, join } from "@std/path";
import { cp } from "node:fs/promises";
import { unpack } from "../extensions/untar.ts";
import { openPglite, openPostgres } from "./connect.ts";
import type { Database } from "./database.ts";
import {
  migrationsFolder,
  platformSql,
  prepareDatabase,
  prepareFromSchemas,
  schemasFolder,
} from "./prepare.ts";
import { readMigrations } from "./migrate.ts";
import { readSchemas } from "./schemas.ts";

/** What a template holds beside the schema. */
export interface Contents {
  /** Changes whenever `fill` would make something else. */
  readonly key: string;
  /** Puts it into a migrated database. */
  fill(database: Database): Promise<void>;
}

const cacheFolder = fromFileUrl(new URL("../../../.local/templates", import.meta.url));

/** A fingerprint of everything that makes an empty database what it is before the seed. */
async function fingerprint(contents?: Contents): Promise<string> {
  const parts = [contents?.key ?? "", ...await platformSql()];
  for (const migration of await readMigrations(migrationsFolder)) parts.push(migration.sql);
  for (const room of await readSchemas(schemasFolder)) parts.push(room.sql);
  for (const standIn of ["cron", "net", "vault"]) {
    parts.push(await Deno.readTextFile(new URL(`../extensions/${standIn}.sql`, import.meta.url)));
  }
  const bytes = new TextEncoder().encode(parts.join("\0"));
  return encodeHex(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 16);
}

/**
 * The folder of a migrated PGlite database with `contents`, to be copied by `TemplateCopy`. It is made when there is
 * none; meanwhile everyone else who wants one waits.
 */
export async function pgliteTemplate(contents?: Contents): Promise<string> {
  const empty = contents === undefined ? undefined : await pgliteTemplate();
  const template = join(cacheFolder, await fingerprint(contents));
  await Deno.mkdir(cacheFolder, { recursive: true });
  using turn = await Deno.open(join(cacheFolder, "lock"), { create: true, write: true });
  await turn.lock(true);
  if (!await exists(template)) {
    await removeOldTemplates();
    const making = await Deno.makeTempDir({ dir: cacheFolder, prefix: "making-" });
    if (empty === undefined) await unpackPostgis(making);
    else await cp(empty, making, { recursive: true });
    const database = await openPglite(join(making, "data"));
    try {
      await (contents === undefined ? prepareFromSchemas(database) : contents.fill(database));
    } finally {
      await database.close();
    }
    await Deno.rename(making, template);
  }
  const now = new Date();
  await Deno.utime(template, now, now);
  return template;
}

/** Puts into `folder` what PostGIS is once it was created: its package without the scripts that create it. */
async function unpackPostgis(folder: string): Promise<void> {
  const bundle = new URL("./postgis.tar.gz", import.meta.resolve("@electric-sql/pglite-postgis"));
  for (const file of await unpack(bundle)) {
    if (/\.sql$|topology/.test(file.name)) continue;
    const path = join(folder, file.name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, file.content);
  }
}

/** Removes what nobody has used for a day. */
async function removeOldTemplates(): Promise<void> {
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  for await (const entry of Deno.readDir(cacheFolder)) {
    const path = join(cacheFolder, entry.name);
    if (!entry.isDirectory || ((await Deno.stat(path)).mtime?.getTime() ?? 0) > dayAgo) continue;
    await Deno.remove(path, { recursive: true });
  }
}

/** A temporary, migrated database with `contents` on the server of `serverUrl`. */
export async function createPostgresFromTemplate(
  serverUrl: string,
  contents?: Contents,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const admin = openPostgres(serverUrl, 1);
  const name = `estate_test_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  try {
    // Only one process at a time makes a template.
    await admin.query("select pg_advisory_lock(hashtext($1))", ["estate_template"]);
    const template = await postgresTemplate(admin, serverUrl, contents);
    await admin.exec(`create database ${name} template ${template}`);
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

/** The name of the template with `contents`, made when there is none. */
async function postgresTemplate(
  admin: Database,
  serverUrl: string,
  contents?: Contents,
): Promise<string> {
  const template = `estate_template_${await fingerprint(contents)}`;
  const known = await admin.query("select 1 from pg_database where datname = $1", [template]);
  if (known.length > 0) return template;
  const empty = contents === undefined ? "template1" : await postgresTemplate(admin, serverUrl);
  const name = `${template}_making`;
  try {
    await admin.exec(`drop database if exists ${name} with (force)`);
    await admin.exec(`create database ${name} template ${empty}`);
    const making = openPostgres(withDatabase(serverUrl, name), 2);
    try {
      await (contents === undefined ? prepareDatabase(making) : contents.fill(making));
    } finally {
      await making.close();
    }
    await admin.exec(`alter database ${name} rename to ${template}`);
  } catch (error) {
    await admin.exec(`drop database if exists ${name} with (force)`).catch(() => {});
    throw error;
  }
  return template;
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
