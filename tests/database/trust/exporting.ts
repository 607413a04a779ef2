/** Exports of data as the jobs function makes them, step by step. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";

/** A worker's lease. */
export interface Lease {
  id: string;
  lease_id: string;
  tries: number;
}

/** A part as a worker reads it. */
export interface Part {
  path: string;
  part: number;
  body: string;
  at_relation: string | null;
  at_column: string | null;
  after: string[] | null;
  counts: Record<string, number>;
}

/** An export as its person lists it. */
export interface Listed {
  id: string;
  state: string;
  rows: number | null;
  files: { path: string; part: number }[] | null;
}

/** Rows of tables, by the names of their entries. */
export type Tables = Record<string, Record<string, unknown>[]>;

/** Asks for an export. */
export const ask = async (database: Database, who: Actor): Promise<string> => {
  const [row] = await as<{ id: string }>(database, who, "select request_data_export() as id");
  return row!.id;
};

/** Takes one to make. */
export const claim = async (database: Database): Promise<Lease | undefined> =>
  (await as<Lease>(database, "service", "select * from service.claim_data_export()"))[0];

/** Reads its next part. */
export const read = async (database: Database, lease: Lease): Promise<Part | undefined> =>
  (await as<Part>(
    database,
    "service",
    "select * from service.read_data_export_part($1, $2)",
    [lease.id, lease.lease_id],
  ))[0];

/** Says that a part's file was written; what Storage does is done beside it. */
export async function finish(database: Database, lease: Lease, part: Part): Promise<boolean> {
  await database.query(
    "insert into storage.objects (bucket_id, name) values ('data-exports', $1) on conflict do nothing",
    [part.path],
  );
  const [row] = await as<{ is_ours: boolean }>(
    database,
    "service",
    `select service.finish_data_export_part(
       $1, $2, $3, $4, repeat('a', 64), $5, $6, $7, $8::text::text[], $9::text::jsonb) as is_ours`,
    [
      lease.id,
      lease.lease_id,
      part.path,
      part.part,
      part.body.length,
      part.at_relation,
      part.at_column,
      part.after === null ? null : `{${part.after.map((it) => JSON.stringify(it)).join(",")}}`,
      JSON.stringify(part.counts),
    ],
  );
  return row!.is_ours;
}

/** Makes all that is asked for, and returns the tables of all parts and the last index. */
export async function make(
  database: Database,
): Promise<{ tables: Tables; index: Record<string, unknown>; parts: number }> {
  const tables: Tables = {};
  let index = {};
  let parts = 0;
  for (let lease; (lease = await claim(database)) !== undefined;) {
    for (let part; (part = await read(database, lease)) !== undefined;) {
      const said = JSON.parse(part.body);
      if (part.part === 0) index = said;
      else parts += 1;
      for (const [name, rows] of Object.entries((said.tables ?? {}) as Tables)) {
        (tables[name] ??= []).push(...rows);
      }
      if (!await finish(database, lease, part)) throw new Error("Another worker has it");
      if (part.part === 0) break;
    }
  }
  return { tables, index, parts };
}

/** What a person's exports say. */
export const list = (database: Database, who: Actor): Promise<Listed[]> =>
  as<Listed>(database, who, "select id, state, rows::int as rows, files from my_data_exports()");
