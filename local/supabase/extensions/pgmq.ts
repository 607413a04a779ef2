/** Installs pgmq itself: its npm package carries the extension's SQL, which needs no extension. */
import { unpack } from "./untar.ts";
import type { Queryable } from "../database/database.ts";

const script = /^share\/postgresql\/extension\/pgmq--[\d.]+\.sql$/;

/**
 * Creates schema `pgmq` with its tables and functions; does nothing when they are there.
 * @throws {Error} when the package holds no script
 */
export async function installPgmq(database: Queryable): Promise<void> {
  const [found] = await database.query<{ installed: boolean }>(
    "select to_regclass($1) is not null as installed",
    ["pgmq.meta"],
  );
  if (found?.installed === true) return;
  // One text is one transaction: half a script never stays.
  await database.exec(`create schema if not exists pgmq;\n${await readScript()}`);
}

async function readScript(): Promise<string> {
  const bundle = new URL("./pgmq.tar.gz", import.meta.resolve("@electric-sql/pglite-pgmq"));
  for (const file of await unpack(bundle)) {
    if (script.test(file.name)) return new TextDecoder().decode(file.content);
  }
  throw new Error("Cannot install pgmq: its package holds no extension script");
}
