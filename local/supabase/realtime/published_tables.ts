/** The tables of publication supabase_realtime that match a request, ready to be listened to. */
import type { Database, Queryable } from "../database/database.ts";
import type { Access } from "./access.ts";
import type { ChangeRequest } from "./change_binding.ts";
import { filterSql } from "./change_filter.ts";

interface PublishedTable {
  /** Quoted `schema.table`. */
  name: string;
  oid: string;
  attached: boolean;
}

/** How long a subscription waits for writers to let it attach to a table. */
const lockTimeout = "3s";

/**
 * Checks that the columns a request names exist, may be read and fit their values, and attaches the
 * recording of changes to its tables. Returns false when no published table matches.
 * @throws when a column or value does not fit
 */
export async function prepareTables(
  database: Database,
  request: ChangeRequest,
  access: Access,
): Promise<boolean> {
  const tables = await database.query<PublishedTable>(
    `select format('%I.%I', p.schemaname, p.tablename) as name, c.oid::text as oid,
       exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'realtime_changes') as attached
     from pg_publication_tables p
     join pg_class c on c.relname = p.tablename and c.relnamespace = to_regnamespace(quote_ident(p.schemaname))
     where p.pubname = 'supabase_realtime'
       and $1::text in ('*', p.schemaname) and $2::text in ('*', p.tablename)
     order by c.oid`,
    [request.schema, request.table],
  );
  for (const table of tables) {
    await checkColumns(database, table, request, access);
    if (table.attached) continue;
    await database.transaction(async (tx) => {
      await tx.query("select set_config('lock_timeout', $1::text, true)", [lockTimeout]);
      await tx.exec(
        `create or replace trigger realtime_changes after insert or update or delete on ${table.name}
         for each row execute function realtime.record_change()`,
      );
    });
  }
  return tables.length > 0;
}

/** Takes the recording off all tables again; a table in use right now keeps it. */
export async function detachTables(database: Database, log: (message: string) => void) {
  const tables = await database.query<{ name: string }>(
    `select t.tgrelid::regclass::text as name from pg_trigger t
     where t.tgname = 'realtime_changes' and t.tgparentid = 0
       and t.tgfoid = 'realtime.record_change()'::regprocedure`,
  );
  for (const { name } of tables) {
    try {
      await database.transaction(async (tx) => {
        await tx.query("select set_config('lock_timeout', $1::text, true)", ["500ms"]);
        await tx.exec(`drop trigger if exists realtime_changes on ${name}`);
      });
    } catch (error) {
      log(`Left the trigger realtime_changes on ${name}: ${error}`);
    }
  }
}

async function checkColumns(
  database: Queryable,
  { oid }: PublishedTable,
  { filters, select = [] }: ChangeRequest,
  { role }: Access,
): Promise<void> {
  if (filters.length === 0 && select.length === 0) return;
  const rows = await database.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::text::oid and attnum > 0 and not attisdropped
       and has_column_privilege($2::text, attrelid, attnum, 'SELECT')`,
    [oid, role],
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  for (const column of select) {
    if (!types.has(column)) throw new Error(`invalid column for select ${column}`);
  }
  for (const filter of filters) {
    const type = types.get(filter.column);
    if (type === undefined) throw new Error(`invalid column for filter ${filter.column}`);
    // Tried on a null of the type, so that a value that does not fit is told now.
    const { sql, parameters } = filterSql(filter, `null::${type}`, type, 1);
    await database.query(`select ${sql} as fits`, parameters);
  }
}
