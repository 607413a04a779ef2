/** Finds new columns that a table with rows cannot take: the temporary databases are empty and would not notice. */
import { StackError } from "../../stack_error.ts";
import type { Queryable } from "../../supabase/database/database.ts";

interface Column {
  table: string;
  column: string;
  needs_value: boolean;
}

const columns = `
  select format('%I.%I', n.nspname, c.relname) as table, a.attname::text as column,
    a.attnotnull and not a.atthasdef and a.attidentity = '' as needs_value
  from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace and n.nspname !~ '^pg_'
  join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and $1
  order by 1, 2`;

/**
 * Checks that every column which tables of `present` get in `wanted` has a value for the rows that are there.
 * @throws {StackError} naming the columns that have none
 */
export async function requireFilledColumns(present: Queryable, wanted: Queryable): Promise<void> {
  const old = await present.query<Column>(columns, [true]);
  const tables = new Set(old.map((it) => it.table));
  const known = new Set(old.map((it) => `${it.table}.${it.column}`));
  const unfilled = (await wanted.query<Column>(columns, [true]))
    .filter((it) => it.needs_value && tables.has(it.table))
    .map((it) => `${it.table}.${it.column}`)
    .filter((name) => !known.has(name));
  if (unfilled.length === 0) return;
  throw new StackError(
    `Rows that exist would have no value in ${
      unfilled.join(", ")
    }: new, not null, without a default`,
    "Give the column a default, or add, fill and constrain it in the file that " +
      "`deno task db:migration NAME --before` begins.",
  );
}
