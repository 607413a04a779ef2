/** Copies an organization into another database: every table by what `organization_rows.ts` says, from the catalog. */
import type { Database, Queryable } from "../../../local/supabase/database/database.ts";
import { type Place, places } from "./organization_rows.ts";

/** A table of ours. */
export interface Table {
  readonly name: string;
  readonly hasOrganization: boolean;
}

/** Every table of ours, those that consist of partitions as one. */
export function tablesOf(database: Database): Promise<Table[]> {
  return database.query<Table>(
    `select n.nspname || '.' || c.relname as name,
       exists (select from pg_attribute as a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
         as "hasOrganization"
     from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relispartition and $1
     order by 1`,
    [true],
  );
}

/** How a table is selected: by its own org_id, or as it was placed by hand. */
export function placeOf(table: Table): Place | undefined {
  return table.hasOrganization ? { rows: "org_id = $1" } : places[table.name];
}

/** Copies what is the organization's from one database into an empty one; returns how many rows of each table. */
export async function copyOrganization(
  from: Database,
  into: Database,
  org: string,
): Promise<Record<string, number>> {
  const copied: Record<string, number> = {};
  await into.transaction(async (tx) => {
    // Rows come as they are: nothing happens because of them, and what they point at may come later.
    await tx.exec("set local session_replication_role = replica");
    await tx.exec("set local check_function_bodies = off");
    for (const table of await tablesOf(from)) {
      const place = placeOf(table);
      if (typeof place === "object") {
        copied[table.name] = await copyRows(from, tx, table.name, place.rows, [org]);
      } else if (place === "reference") {
        copied[table.name] = await copyRows(
          from,
          tx,
          table.name,
          "$1",
          [true],
          "on conflict do nothing",
        );
      }
    }
    await copyRows(from, tx, "public.organizations", "id = $1", [org]);
    // People and neighbours, and whom those need, until nobody is missing.
    while (await copyMentioned(from, tx)) continue;
  });
  return copied;
}

/** Every value goes as PostgreSQL writes it, so that any type arrives as it was. */
async function copyRows(
  from: Queryable,
  into: Queryable,
  table: string,
  condition: string,
  parameters: readonly unknown[],
  ending = "",
): Promise<number> {
  const columns = await from.query<{ name: string; type: string }>(
    `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  const rows = await from.query<{ it: string }>(
    `select json_build_array(${columns.map((it) => `it.${it.name}::text`).join(", ")})::text as it
     from ${table} as it where ${condition}`,
    parameters,
  );
  await into.query(
    `insert into ${table} (${columns.map((it) => it.name).join(", ")}) overriding system value
     select ${columns.map((it, n) => `(row ->> ${n})::${it.type}`).join(", ")}
     from jsonb_array_elements($1::text::jsonb) as row
     ${ending}`,
    [`[${rows.map((it) => it.it).join(",")}]`],
  );
  return rows.length;
}

interface ForeignKey {
  readonly child: string;
  readonly parent: string;
  readonly childColumns: string[];
  readonly parentColumns: string[];
}

/** The foreign keys of our tables, to whatever they point. */
export function foreignKeysOf(database: Queryable): Promise<ForeignKey[]> {
  const columns = (table: string, key: string) =>
    `(select json_agg(quote_ident(a.attname) order by k.n) from unnest(c.${key}) with ordinality as k (attnum, n)
      join pg_attribute as a on a.attrelid = c.${table} and a.attnum = k.attnum)`;
  return database.query<ForeignKey>(
    `select cn.nspname || '.' || child.relname as child, pn.nspname || '.' || parent.relname as parent,
       ${columns("conrelid", "conkey")} as "childColumns", ${
      columns("confrelid", "confkey")
    } as "parentColumns"
     from pg_constraint as c
     join pg_class as child on child.oid = c.conrelid
     join pg_namespace as cn on cn.oid = child.relnamespace
     join pg_class as parent on parent.oid = c.confrelid
     join pg_namespace as pn on pn.oid = parent.relnamespace
     where c.contype = 'f' and c.conparentid = 0 and cn.nspname in ('public', 'private') and $1
     order by c.conname`,
    [true],
  );
}

/** The values of a foreign key for which there is no row. */
export function orphansOf(database: Queryable, key: ForeignKey): Promise<{ value: string }[]> {
  const pairs = key.childColumns.map((column, n) =>
    `parent.${key.parentColumns[n]} = child.${column}`
  );
  return database.query<{ value: string }>(
    `select distinct concat_ws(' ', ${
      key.childColumns.map((it) => `child.${it}`).join(", ")
    }) as value
     from ${key.child} as child
     where ${key.childColumns.map((it) => `child.${it} is not null`).join(" and ")} and $1
       and not exists (select from ${key.parent} as parent where ${pairs.join(" and ")})`,
    [true],
  );
}

async function copyMentioned(from: Database, into: Queryable): Promise<boolean> {
  let found = false;
  for (const key of await foreignKeysOf(into)) {
    if (places[key.parent] !== "mentioned" && key.parent !== "auth.users") continue;
    const missing = (await orphansOf(into, key)).map((it) => it.value);
    if (missing.length === 0) continue;
    await copyRows(from, into, key.parent, "id = any ($1::text::uuid[])", [
      `{${missing.join(",")}}`,
    ]);
    found = true;
  }
  return found;
}
