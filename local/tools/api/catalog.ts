/** What of the database is the API: tables, views and functions of schema public, as the catalog has them. */
import type { Database } from "../../supabase/database/database.ts";

/** A type of a column, an argument or an answer. */
export interface ApiType {
  /** As SQL writes it, without its schema. */
  readonly name: string;
  /** Of a domain: what it is a domain over. */
  readonly base: string | null;
  /** Of an enum: its values. */
  readonly values: readonly string[] | null;
  readonly comment: string | null;
}

/** Who may do a thing. */
export type ApiRole = "anon" | "authenticated";

/** A column. */
export interface ApiColumn extends ApiType {
  readonly column: string;
  readonly column_comment: string | null;
  readonly not_null: boolean;
  readonly has_default: boolean;
  readonly readers: readonly ApiRole[];
  readonly inserters: readonly ApiRole[];
  readonly updaters: readonly ApiRole[];
}

/** A row-level policy; `using` and `checks` are expressions as PostgreSQL writes them. */
export interface ApiPolicy {
  readonly command: "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "ALL";
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly checks: string | null;
}

/** A table, a view, or the type of rows that a function answers with. */
export interface ApiTable {
  readonly name: string;
  /** Whether it is only the type of an answer. */
  readonly is_type: boolean;
  readonly comment: string | null;
  readonly columns: readonly ApiColumn[];
  readonly deleters: readonly ApiRole[];
  readonly policies: readonly ApiPolicy[];
}

/** An argument or a column of an answer. */
export interface ApiField extends ApiType {
  readonly field: string;
  readonly is_output: boolean;
  readonly has_default: boolean;
}

/** A function that is called over RPC. */
export interface ApiFunction extends ApiType {
  readonly function: string;
  readonly function_comment: string | null;
  readonly reads_only: boolean;
  readonly returns_set: boolean;
  /** The table whose rows it answers with. */
  readonly returns_table: string | null;
  readonly fields: readonly ApiField[];
  readonly callers: readonly ApiRole[];
}

/** The API of a database. */
export interface ApiCatalog {
  readonly tables: readonly ApiTable[];
  readonly functions: readonly ApiFunction[];
  /** Text of every function of public and private, for the problems that it raises. */
  readonly sources: ReadonlyMap<string, string>;
  /** Comments on the functions and views that policies ask, by name. */
  readonly helpers: ReadonlyMap<string, string>;
}

/** Of a type with the oid in `expression`: name, base, values and comment. */
const typeOf = (expression: string) => `
  (select json_build_object(
    'name', regexp_replace(format_type(t.oid, null), '^(public|private|extensions)\\.', ''),
    'base', case when one.typtype = 'd' then format_type(one.typbasetype, null) end,
    'values', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = one.oid),
    'comment', case when one.typtype in ('d', 'e') then obj_description(one.oid, 'pg_type') end)
   from pg_type t join pg_type one on one.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
   where t.oid = ${expression})`;

const roles = (granted: (role: string) => string) => `
  (select coalesce(json_agg(role order by role), '[]') from unnest(array['anon', 'authenticated']) as role
   where ${granted("role")})`;

const tablesQuery = `
select c.relname as name, c.relkind = 'c' as is_type,
  coalesce(obj_description(c.oid, 'pg_class'), obj_description(c.reltype, 'pg_type')) as comment,
  (select json_agg(json_build_object(
      'column', a.attname, 'type', ${typeOf("a.atttypid")},
      'column_comment', col_description(c.oid, a.attnum),
      'not_null', a.attnotnull,
      'has_default', a.atthasdef or a.attidentity <> '' or a.attgenerated <> '',
      'readers', ${roles((r) => `has_column_privilege(${r}, c.oid, a.attnum, 'select')`)},
      'inserters', ${roles((r) => `has_column_privilege(${r}, c.oid, a.attnum, 'insert')`)},
      'updaters', ${roles((r) => `has_column_privilege(${r}, c.oid, a.attnum, 'update')`)}
    ) order by a.attname <> 'id', a.attname collate "C")
   from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  ${roles((r) => `has_table_privilege(${r}, c.oid, 'delete')`)} as deleters,
  (select coalesce(json_agg(json_build_object(
      'command', p.cmd, 'roles', p.roles, 'using', p.qual, 'checks', p.with_check)
      order by p.cmd, p.roles::text, p.policyname), '[]')
   from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'c') and not c.relispartition
order by c.relname collate "C"`;

const functionsQuery = `
select p.proname as function, obj_description(p.oid, 'pg_proc') as function_comment,
  p.provolatile <> 'v' as reads_only, p.proretset as returns_set,
  (select c.relname from pg_type t join pg_class c on c.oid = t.typrelid
   where t.oid = p.prorettype and c.relnamespace = 'public'::regnamespace) as returns_table,
  ${typeOf("p.prorettype")} as type,
  (select coalesce(json_agg(json_build_object(
      'field', p.proargnames[n], 'type', ${typeOf("argument")},
      'is_output', coalesce(p.proargmodes[n], 'i') in ('o', 't'),
      'has_default', n > p.pronargs - p.pronargdefaults) order by n), '[]')
   from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as arguments (argument, n)) as fields,
  ${roles((r) => `has_function_privilege(${r}, p.oid, 'execute')`)} as callers
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype and p.prokind = 'f'
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
order by p.proname collate "C"`;

/** Reads the API out of the catalog of a migrated database. */
export async function readCatalog(database: Database): Promise<ApiCatalog> {
  // The catalog answers in the search path's terms: names of public stand alone.
  return await database.transaction(async (inTurn) => {
    await inTurn.exec("set local search_path = public");
    const tables = await inTurn.query<Raw>(tablesQuery);
    const functions = await inTurn.query<Raw>(functionsQuery);
    const sources = await inTurn.query<{ name: string; source: string }>(
      `select n.nspname || '.' || p.proname as name, string_agg(p.prosrc, E'\\n' order by p.oid) as source
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'private') group by 1 order by 1`,
    );
    const helpers = await inTurn.query<{ name: string; comment: string }>(
      `select p.proname as name, min(obj_description(p.oid, 'pg_proc')) as comment from pg_proc p
       where p.pronamespace = 'private'::regnamespace and obj_description(p.oid, 'pg_proc') is not null group by 1
       union all
       select c.relname, obj_description(c.oid, 'pg_class') from pg_class c
       where c.relnamespace = 'private'::regnamespace and c.relkind = 'v' and obj_description(c.oid, 'pg_class') is not null`,
    );
    const plain = flatten as (rows: unknown) => never;
    return {
      tables: plain(tables),
      functions: plain(functions),
      sources: new Map(sources.map(({ name, source }) => [name, source])),
      helpers: new Map(helpers.map(({ name, comment }) => [name, comment])),
    };
  });
}

type Raw = Record<string, unknown>;

/** JSON text as values, and each `type` beside what has it. */
function flatten(value: unknown): unknown {
  if (typeof value === "string" && /^[[{]/.test(value)) {
    try {
      return flatten(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(flatten);
  if (value === null || typeof value !== "object") return value;
  const { type, ...rest } = value as Raw;
  const read = Object.fromEntries(Object.entries(rest).map(([name, it]) => [name, flatten(it)]));
  return type === undefined ? read : { ...read, ...flatten(type) as Raw };
}
