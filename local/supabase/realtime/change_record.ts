/** One change of a row, and what of it a given subscriber gets to see. */
import type { Database, Queryable } from "../database/database.ts";
import type { Access, Role } from "./access.ts";
import { assume, rolledBack } from "./authorization.ts";
import { type ChangeFilter, type Condition, filterSql } from "./change_filter.ts";

type Values = Record<string, unknown>;

/** A column of the changed table. */
interface Column {
  readonly name: string;
  /** Type name as clients know it, such as `int8` or `_text`. */
  readonly type: string;
  /** Type as SQL spells it. */
  readonly sqlType: string;
  /** Quoted name. */
  readonly quoted: string;
  readonly isKey: boolean;
  /** Whether the old row shows it: part of the replica identity. */
  readonly isIdentity: boolean;
  readonly readable: Readonly<Record<Role, boolean>>;
}

/** A change of a row, taken out of realtime.changes. */
export interface Change {
  readonly schema: string;
  readonly table: string;
  /** Quoted `schema.table`. */
  readonly qualified: string;
  readonly type: "INSERT" | "UPDATE" | "DELETE";
  /** `YYYY-MM-DDTHH:MI:SS.mmmZ` */
  readonly committedAt: string;
  readonly record: Values | null;
  readonly oldRecord: Values | null;
  readonly columns: readonly Column[];
  /** Whether row-level security is on for the table. */
  readonly secured: boolean;
}

interface Row extends Omit<Change, "record" | "oldRecord" | "columns"> {
  id: string;
  record: string | null;
  oldRecord: string | null;
  columns: string;
}

/** Takes the changes with these ids, in that order; those of tables no longer published are dropped. */
export async function takeChanges(database: Queryable, ids: readonly string[]): Promise<Change[]> {
  const rows = await database.query<Row>(
    `with taken as (
       delete from realtime.changes
       where id in (select value::bigint from jsonb_array_elements_text($1::text::jsonb))
       returning *
     )
     select taken.id::text as id, p.schemaname as schema, p.tablename as "table",
       format('%I.%I', p.schemaname, p.tablename) as qualified, taken.type,
       to_char(taken.committed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "committedAt",
       taken.record::text as record, taken.old_record::text as "oldRecord",
       c.relrowsecurity as secured,
       (select json_agg(json_build_object(
          'name', a.attname, 'type', t.typname, 'sqlType', format_type(a.atttypid, a.atttypmod),
          'quoted', quote_ident(a.attname),
          'isKey', a.attnum = any(key.indkey),
          'isIdentity', case c.relreplident when 'f' then true when 'n' then false
            when 'i' then a.attnum = any(identity.indkey) else a.attnum = any(key.indkey) end,
          'readable', json_build_object(
            'anon', has_column_privilege('anon', c.oid, a.attnum, 'SELECT'),
            'authenticated', has_column_privilege('authenticated', c.oid, a.attnum, 'SELECT'),
            'service_role', has_column_privilege('service_role', c.oid, a.attnum, 'SELECT'))
          ) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)::text as columns
     from taken
     join pg_class c on c.oid = taken.entity
     join pg_namespace n on n.oid = c.relnamespace
     join pg_publication_tables p
       on p.pubname = 'supabase_realtime' and p.schemaname = n.nspname and p.tablename = c.relname
     left join pg_index key on key.indrelid = c.oid and key.indisprimary
     left join pg_index identity on identity.indrelid = c.oid and identity.indisreplident`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const columns: Column[] = JSON.parse(row.columns);
    return [{
      ...row,
      record: row.record === null ? null : JSON.parse(row.record) as Values,
      oldRecord: row.oldRecord === null ? null : JSON.parse(row.oldRecord) as Values,
      // A left join without a key gives null.
      columns: columns.map((column) => ({
        ...column,
        isKey: column.isKey === true,
        isIdentity: column.isIdentity === true,
      })),
    }];
  });
}

/** Whether the changed row meets the filters; a DELETE is judged by what the old row shows. */
export async function matchesFilters(
  database: Queryable,
  change: Change,
  filters: readonly ChangeFilter[],
): Promise<boolean> {
  if (filters.length === 0) return true;
  const row = change.record ?? change.oldRecord;
  const conditions: Condition[] = [];
  const used: Column[] = [];
  let next = 2;
  for (const filter of filters) {
    const column = change.columns.find(({ name }) => name === filter.column);
    if (column === undefined) return false;
    if (change.record === null && !shownWhenDeleted(change, column)) return false;
    if (!used.includes(column)) used.push(column);
    const condition = filterSql(filter, `changed.${column.quoted}`, column.sqlType, next);
    conditions.push(condition);
    next += condition.parameters.length;
  }
  const rows = await database.query<{ matches: boolean | null }>(
    `select ${conditions.map(({ sql }) => sql).join(" and ")} as matches
     from ${rowExpression(used)}`,
    [JSON.stringify(row), ...conditions.flatMap(({ parameters }) => parameters)],
  );
  return rows[0]?.matches === true;
}

/** Whether `access` may see the changed row now. A deleted row cannot be asked for, so it may. */
export async function isVisible(
  database: Database,
  change: Change,
  access: Access,
): Promise<boolean> {
  const keys = change.columns.filter(({ isKey }) => isKey);
  if (!change.secured || change.type === "DELETE" || keys.length === 0) return true;
  if (!keys.every(({ readable }) => readable[access.role])) return true;
  const same = keys.map(({ quoted }) => `present.${quoted} = changed.${quoted}`).join(" and ");
  return await rolledBack(database, async (tx) => {
    await assume(tx, { access, topic: "", headers: {} });
    const rows = await tx.query<{ visible: boolean }>(
      `select exists (
         select from ${change.qualified} as present, ${rowExpression(keys)} where ${same}
       ) as visible`,
      [JSON.stringify(change.record)],
    );
    return rows[0]?.visible === true;
  });
}

/** Record sizes from here on are not sent whole, in bytes. */
const maximumRecordBytes = 1024 * 1024;
const largestValueOfBigRecord = 64;

/** The `data` of the event for a role that may see the row. */
export function dataFor(
  change: Change,
  role: Role,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  const { schema, table, type, committedAt, columns, record, oldRecord } = change;
  const head = { schema, table, type, "commit_timestamp": committedAt };
  const keys = columns.filter(({ isKey }) => isKey);
  const withheld = (error: string) => ({ ...head, columns: [], record: {}, errors: [error] });
  if (type !== "DELETE") {
    if (keys.length === 0) return withheld("Error 400: Bad Request, no primary key");
    if (!keys.every(({ readable }) => readable[role])) return withheld("Error 401: Unauthorized");
  }
  const shown = columns.filter(({ name, isKey, readable }) =>
    readable[role] && (select === undefined || isKey || select.includes(name))
  );
  const size = (values: unknown) => JSON.stringify(values)?.length ?? 0;
  const tooBig = size(record) + size(oldRecord) > maximumRecordBytes;
  const pick = (values: Values, from: readonly Column[]) =>
    Object.fromEntries(
      from.map(({ name }) => [name, values[name]])
        .filter(([, value]) => !tooBig || size(value) <= largestValueOfBigRecord),
    );
  const old = shown.filter((column) =>
    type === "DELETE" ? shownWhenDeleted(change, column) : column.isIdentity
  );
  return {
    ...head,
    columns: shown.map(({ name, type }) => ({ name, type })),
    ...(record === null ? {} : { record: pick(record, shown) }),
    ...(oldRecord === null ? {} : { old_record: pick(oldRecord, old) }),
    errors: tooBig ? ["Error 413: Payload Too Large"] : null,
  };
}

/** Row-level security cannot judge a row that is gone, so all may see its key and nobody more. */
function shownWhenDeleted({ secured }: Change, { isKey, isIdentity }: Column): boolean {
  return isIdentity && (!secured || isKey);
}

/** The row in parameter 1 as a table `changed` with the given columns. */
function rowExpression(columns: readonly Column[]): string {
  const list = columns.map(({ quoted, sqlType }) => `${quoted} ${sqlType}`).join(", ");
  return `jsonb_to_record($1::text::jsonb) as changed(${list})`;
}
