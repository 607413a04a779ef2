/** Installs pgmq itself: its npm package carries the extension's SQL, which is plain SQL. */
import { Untar } from "./untar.ts";
import type { Queryable } from "../database/database.ts";

const tarball = new URL(
  "../../node_modules/@electric-sql/pglite-pgmq/dist/pgmq.tar.gz",
  import.meta.url,
);
const script = /share\/postgresql\/extension\/pgmq--[\d.]+\.sql$/;

/** Creates schema `pgmq` with its functions; does nothing when it is there. */
export async function installPgmq(database: Queryable): Promise<void> {
  const installed = await database.query("select 1 from pg_namespace where nspname = $1", ["pgmq"]);
  if (installed.length > 0) return;
  const packed = await Deno.open(tarball);
  const tar = new Uint8Array(
    await new Response(packed.readable.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
  );
  for (const file of new Untar(tar)) {
    if (!script.test(file.name)) continue;
    await database.exec("create schema pgmq");
    await database.exec(new TextDecoder().decode(file.content));
    return;
  }
  throw new Error("Cannot install pgmq: its package holds no extension script");
}
