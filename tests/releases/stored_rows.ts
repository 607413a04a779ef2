/** Every row that a database stores, to see after an upgrade whether one is missing. */
import type { Database } from "../../local/supabase/database/database.ts";

/** A table and its rows. */
interface StoredTable {
  readonly name: string;
  /** Rows are only ever added: what is written stays as it is. */
  readonly isAppendOnly: boolean;
  /** The columns by their numbers, which a new name does not change. */
  readonly columns: readonly number[];
  /** By primary key, or without one by their number: each column's value as text. */
  readonly rows: ReadonlyMap<string, readonly (string | null)[]>;
}

/** The tables by their object id, which a new name does not change. */
export type StoredRows = ReadonlyMap<number, StoredTable>;

// Tables of extensions are theirs. Of a partitioned table the partitions are read.
const tables = `
  select c.oid::integer as id, format('%I.%I', n.nspname, c.relname) as name,
    exists (
      select from pg_trigger as t where t.tgrelid = c.oid and t.tgfoid = to_regproc('private.refuse_change')
        and t.tgattr = '' and t.tgtype & 24 = 24
    ) as "isAppendOnly",
    array_agg(a.attnum::integer order by a.attnum) as columns,
    array_agg(quote_ident(a.attname) order by a.attnum) as names,
    array(
      select k::integer from pg_index as i cross join unnest(i.indkey) as k where i.indrelid = c.oid and i.indisprimary
    ) as key
  from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace
  join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and $1
    and not exists (select from pg_depend as d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  group by c.oid, n.nspname, c.relname`;

/** Reads them all. For a small database. */
export async function readStoredRows(database: Database): Promise<StoredRows> {
  return await database.transaction(async (tx) => {
    await tx.exec("set local timezone = 'UTC'");
    const found = new Map<number, StoredTable>();
    type Found = Omit<StoredTable, "rows"> & { id: number; names: string[]; key: number[] };
    for (const it of await tx.query<Found>(tables, [true])) {
      const values = it.names.map((name) => `${name}::text`).join(", ");
      const read = await tx.query<{ row: (string | null)[] }>(
        `select to_jsonb(array[${values}]) as row from ${it.name} where $1`,
        [true],
      );
      const places = it.key.map((column) => it.columns.indexOf(column));
      const keyOf = (row: (string | null)[], index: number) =>
        places.length === 0 ? String(index) : JSON.stringify(places.map((place) => row[place]));
      const rows = new Map(read.map(({ row }, index) => [keyOf(row, index), row]));
      found.set(it.id, {
        name: it.name,
        isAppendOnly: it.isAppendOnly,
        columns: it.columns,
        rows,
      });
    }
    return found;
  });
}

/** What `all` has beyond `rules`: the rows that people made, where `rules` are those that migrations make. */
export function without(all: StoredRows, rules: StoredRows): StoredRows {
  return new Map(
    [...all].map(([id, table]) => {
      const rows = [...table.rows].filter(([key]) => rules.get(id)?.rows.has(key) !== true);
      return [id, { ...table, rows: new Map(rows) }];
    }),
  );
}

/**
 * What of `before` is missing from `after`, one text a table; in a table whose rows are only added, also what has
 * changed in the columns that both have.
 * @param permitted names of tables that may lose rows
 */
export function losses(
  before: StoredRows,
  after: StoredRows,
  permitted: ReadonlySet<string> = new Set(),
): string[] {
  const found: string[] = [];
  for (const [id, table] of before) {
    if (permitted.has(table.name)) continue;
    const kept = after.get(id);
    const missing = [...table.rows.keys()].filter((key) => kept?.rows.has(key) !== true);
    if (missing.length > 0) {
      found.push(`${table.name}: ${missing.length} of ${table.rows.size} rows are missing`);
    }
    if (!table.isAppendOnly || kept === undefined) continue;
    const shared = table.columns.filter((column) => kept.columns.includes(column));
    const changed = [...table.rows].filter(([key, row]) => {
      const now = kept.rows.get(key);
      return now !== undefined &&
        shared.some((column) =>
          row[table.columns.indexOf(column)] !== now[kept.columns.indexOf(column)]
        );
    });
    if (changed.length > 0) {
      found.push(`${table.name}: ${changed.length} of ${table.rows.size} rows have changed`);
    }
  }
  return found;
}

/** The tables of the permissions to lose something: `table:public.x`, `rows:public.x`, `queue:x`. */
export function tablesOf(permissions: readonly string[]): Set<string> {
  return new Set(permissions.flatMap((permission) => {
    const [, kind, name] = /^(table|rows|queue):(.+)$/.exec(permission) ?? [];
    if (kind === undefined || name === undefined) return [];
    return kind === "queue" ? [`pgmq.q_${name}`, `pgmq.a_${name}`] : [name];
  }));
}
