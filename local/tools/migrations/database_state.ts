/** All that migrations and schemas have to agree on, as text to compare. */
import type { Database } from "../../supabase/database/database.ts";
import { canonicalExpression } from "./canonical_expression.ts";
import { readCronJobs, readQueues } from "./jobs_and_queues.ts";
import { readRuleTables } from "./rule_rows.ts";

/** Definitions by kind and name, such as `policy public.listings listings_select`. */
export type DatabaseState = ReadonlyMap<string, string>;

/** Kinds whose definition is a person's text, and not PostgreSQL's. */
const asWritten = new Set(["function", "comment"]);

/** Reads the catalog, the cron jobs and the queues. */
export async function readCatalog(database: Database): Promise<Map<string, string>> {
  const state = new Map<string, string>();
  const catalog = await Deno.readTextFile(new URL("./catalog.sql", import.meta.url));
  for (
    const { kind, name, definition } of await database.query<
      { kind: string; name: string; definition: string | null }
    >(catalog)
  ) {
    const text = definition ?? "";
    state.set(`${kind} ${name}`, asWritten.has(kind) ? text : canonicalExpression(text));
  }
  for (const [name, { schedule, command }] of await readCronJobs(database)) {
    state.set(`cron job ${name}`, `${schedule} ${command}`);
  }
  for (const [name, { unlogged }] of await readQueues(database)) {
    state.set(`queue ${name}`, unlogged ? "unlogged" : "logged");
  }
  return state;
}

/** Reads the catalog, and the rows of a database that holds none but rules. */
export async function readState(database: Database): Promise<DatabaseState> {
  const state = await readCatalog(database);
  for (const table of await readRuleTables(database)) {
    for (const [key, row] of table.rows) {
      state.set(`row ${table.name} ${key}`, JSON.stringify(row, Object.keys(row).sort()));
    }
  }
  return state;
}

/** How two states differ, one text a difference. */
export function differences(
  left: { readonly name: string; readonly state: DatabaseState },
  right: { readonly name: string; readonly state: DatabaseState },
): string[] {
  const found: string[] = [];
  for (const key of [...new Set([...left.state.keys(), ...right.state.keys()])].sort()) {
    const [a, b] = [left.state.get(key), right.state.get(key)];
    if (a === b) continue;
    if (a === undefined) found.push(`${key}: only by ${right.name}`);
    else if (b === undefined) found.push(`${key}: only by ${left.name}`);
    else {
      const [lineA, lineB] = firstDifferentLines(a, b);
      found.push(`${key}:\n    ${left.name}: ${lineA}\n    ${right.name}: ${lineB}`);
    }
  }
  return found;
}

function firstDifferentLines(a: string, b: string): [string, string] {
  const [left, right] = [a.split("\n"), b.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  const index = at < 0 ? left.length : at;
  return [left[index]?.trim() ?? "(end)", right[index]?.trim() ?? "(end)"];
}
