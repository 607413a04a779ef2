/** Comments on the columns of views, which @supabase/pg-delta does not know. */
import type { Queryable } from "../../supabase/database/database.ts";
import { literal } from "./sql_literal.ts";

/** Comments by the column's full name, quoted where it has to be. */
export type ViewComments = ReadonlyMap<string, string>;

/** Reads them, those of the platform too. */
export async function readViewComments(database: Queryable): Promise<ViewComments> {
  const comments = await database.query<{ column: string; comment: string }>(
    `select format('%I.%I.%I', n.nspname, c.relname, a.attname) as column, d.description as comment
     from pg_class as c
     join pg_namespace as n on n.oid = c.relnamespace
     join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_description as d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = a.attnum
     where c.relkind in ('v', 'm') and $1
     order by 1`,
    [true],
  );
  return new Map(comments.map(({ column, comment }) => [column, comment]));
}

/** The statements that make the comments `from` into `to`, once the views are the same. */
export function planViewComments(from: ViewComments, to: ViewComments): string[] {
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((column) => from.get(column) !== to.get(column))
    .map((column) => `comment on column ${column} is ${literal(to.get(column))}`);
}
