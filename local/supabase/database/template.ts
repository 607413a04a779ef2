/** Databases to copy: each is made once for a state of its sources, so that a test starts in about a second. */
import type { Database } from "./database.ts";
import { digest } from "./digest.ts";
import {
  migrationsFolder,
  platformSql,
  prepareDatabase,
  prepareFromSchemas,
  schemasFolder,
} from "./prepare.ts";
import { readMigrations } from "./migrate.ts";
import { readSchemas } from "./schemas.ts";

/** What a database to copy holds. */
export interface Template {
  /** What is there before; without it, nothing. */
  readonly base?: Template;
  /** Text that changes whenever `fill` would make something else. */
  key(): Promise<string>;
  /** Puts the rest there. */
  fill(database: Database): Promise<void>;
}

const platformFile = new URL("./platform.sql", import.meta.url);

/** What a Supabase project begins with: roles, schemas, pgcrypto. */
export const platformDatabase: Template = {
  key: () => Deno.readTextFile(platformFile),
  fill: async (database) => await database.exec(await Deno.readTextFile(platformFile)),
};

/** A Supabase project without data: from the schemas on PGlite, from the migrations on PostgreSQL, to test both. */
export const migratedDatabase: Template = {
  base: platformDatabase,
  async key() {
    const standIns = ["cron", "net", "vault"].map((name) =>
      Deno.readTextFile(new URL(`../extensions/${name}.sql`, import.meta.url))
    );
    return [
      ...await platformSql(),
      ...(await readMigrations(migrationsFolder)).map((migration) => migration.sql),
      ...(await readSchemas(schemasFolder)).map((room) => room.sql),
      ...await Promise.all(standIns),
    ].join("\0");
  },
  async fill(database) {
    await (database.engine === "pglite" ? prepareFromSchemas(database) : prepareDatabase(database));
  },
};

const fingerprints = new WeakMap<Template, Promise<string>>();

/** A name for the template, new whenever it or one below it changes; read once by each process. */
export function fingerprint(template: Template): Promise<string> {
  const known = fingerprints.get(template) ?? read(template);
  fingerprints.set(template, known);
  return known;
}

async function read({ base, key }: Template): Promise<string> {
  const below = base === undefined ? "" : await fingerprint(base);
  return (await digest(`${below}\0${await key()}`)).slice(0, 16);
}
