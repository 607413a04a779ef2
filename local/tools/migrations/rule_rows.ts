/**
 * Rows that are part of the schema: what follows what, who may do what, buckets, law. A rule table is one that
 * holds rows as soon as the schemas are loaded.
 */
import { supabasePolicy } from "@supabase/pg-delta";
import { StackError } from "../../stack_error.ts";
import type { Queryable } from "../../supabase/database/database.ts";

/** Tables of the platform whose rows a project makes. */
const filledByProjects = ["storage.buckets"];

/** A rule table and its rows. */
export interface RuleTable {
  /** Quoted where it has to be, as all names here. */
  readonly name: string;
  /** The columns that a person fills, in order; not those with a computed default. */
  readonly columns: readonly string[];
  /** Those of `columns` that tell the rows apart. */
  readonly key: readonly string[];
  /** Rule tables and others whose rows this table's rows refer to. */
  readonly refersTo: readonly string[];
  /** By the JSON of their key's values. */
  readonly rows: ReadonlyMap<string, RuleRow>;
}

/** A row: each column's value as PostgreSQL writes it. */
export type RuleRow = Readonly<Record<string, string | null>>;

interface Candidate {
  name: string;
  columns: string[];
  keys: string[][];
  refers_to: string[];
  is_append_only: boolean;
}

// A default that is computed (a time, an identifier) is the database's value, and another one in every database.
const candidates = `
  with written as (
    select a.attrelid, a.attnum, quote_ident(a.attname) as name
    from pg_attribute as a
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
      and (d.oid is null
        or pg_get_expr(d.adbin, d.adrelid) ~ '^(''([^'']|'''')*''|-?[0-9.]+|true|false|NULL)(::[a-z_. "\\[\\]]+)?$')
  )
  select format('%I.%I', n.nspname, c.relname) as name,
    (select array_agg(w.name order by w.attnum) from written as w where w.attrelid = c.oid) as columns,
    coalesce((
      select jsonb_agg(keys.columns order by keys.is_primary desc, keys.name) from (
      select jsonb_agg(w.name order by k.position) as columns, i.indisprimary as is_primary,
        i.indexrelid::regclass::text as name
      from pg_index as i
      cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
      left join written as w on w.attrelid = c.oid and w.attnum = k.attnum
      where i.indrelid = c.oid and i.indisunique and i.indpred is null
      group by i.indexrelid, i.indisprimary having bool_and(w.name is not null)) as keys
    ), '[]') as keys,
    array(
      select format('%I.%I', rn.nspname, r.relname)
      from pg_constraint as f
      join pg_class as r on r.oid = f.confrelid
      join pg_namespace as rn on rn.oid = r.relnamespace
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid
    ) as refers_to,
    exists (
      select from pg_trigger as t where t.tgrelid = c.oid and t.tgfoid = to_regproc('private.refuse_change')
    ) as is_append_only
  from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition
    and (format('%I.%I', n.nspname, c.relname) = any ($1)
      or not (n.nspname = any ($2) or n.nspname ~ '^pg_'))
  order by 1`;

/**
 * Reads the rule tables of a database to which nobody but the schemas or the migrations has written.
 * @throws {StackError} for a rule table without a key that people write
 */
export async function readRuleTables(database: Queryable): Promise<RuleTable[]> {
  const platform = supabasePolicy.assumedSchemas ?? [];
  const tables: RuleTable[] = [];
  for (const it of await database.query<Candidate>(candidates, [filledByProjects, platform])) {
    const [found] = await database.query<{ any: boolean }>(
      `select exists (select from ${it.name}) and $1 as any`,
      [true],
    );
    // What is only ever added to tells what was done, to the rules too: it is no rule.
    if (found?.any !== true || it.is_append_only) continue;
    const key = it.keys[0];
    if (key === undefined) {
      throw new StackError(
        `${it.name} has rows of the schemas, and no key by which to know them again`,
        "Give it a primary key or unique constraint of columns that the schemas write.",
      );
    }
    tables.push({
      name: it.name,
      columns: it.columns,
      key,
      refersTo: it.refers_to,
      rows: await readRows(database, it.name, it.columns, key),
    });
  }
  return inOrderOfReference(tables);
}

async function readRows(
  database: Queryable,
  table: string,
  columns: readonly string[],
  key: readonly string[],
): Promise<Map<string, RuleRow>> {
  const values = columns.map((column) => `${column}::text`).join(", ");
  const read = await database.query<{ row: (string | null)[] }>(
    `select to_jsonb(array[${values}]) as row from ${table} where $1`,
    [true],
  );
  const rows = read.map(({ row }) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))
  );
  const byKey = rows.map((row) => [JSON.stringify(key.map((column) => row[column])), row] as const);
  return new Map(byKey.sort(([a], [b]) => a < b ? -1 : 1));
}

/** Those that others refer to come first. */
function inOrderOfReference(tables: readonly RuleTable[]): RuleTable[] {
  const sorted: RuleTable[] = [];
  const visit = (table: RuleTable, above: readonly RuleTable[]) => {
    if (sorted.includes(table) || above.includes(table)) return;
    for (const other of tables) {
      if (table.refersTo.includes(other.name)) visit(other, [...above, table]);
    }
    sorted.push(table);
  };
  for (const table of tables) visit(table, []);
  return sorted;
}
