/**
 * What was written: a trigger on every table notes each row that is added, changed or removed by a transaction that
 * committed, so that a refused request which left anything behind is found by itself. Beside it stands a digest of all
 * tables, for what no trigger sees.
 */
import type { Database } from "../../../local/supabase/database/database.ts";

/** What a refused request may write, and why. */
export const mayBeWritten: Readonly<Record<string, string>> = {
  "private.rate_limits": "each call takes a token, refused or not",
  "private.idempotency_keys": "a refusal below 500 is kept with its key, and told again",
  "public.payment_exceptions": "an event without a right signature leaves a trace for staff",
};

/** What goes on beside every request. */
const goesOnAnyway: Readonly<Record<string, string>> = {
  "private.scheduler_pulse": "the scheduler says that it lives",
  "private.work_runs": "workers say when they ran",
  "private.work_done": "likewise",
  "private.work_kinds": "and that they are called",
};

/** Watches a database. */
export interface Watch {
  /** Tables in which rows were written since the last call; limits are forgotten besides. */
  since(): Promise<string[]>;
  /** A digest of each table. */
  digest(): Promise<Record<string, string>>;
}

const tables = `
  select format('%I.%I', n.nspname, c.relname) as name
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition
    and (n.nspname in ('public', 'private', 'auth', 'storage') or n.nspname = 'pgmq' and c.relname like 'q\\_%') and $1
  order by 1`;

/** Begins to watch; schedules rest from now on, since what they do is not what a request did. */
export async function watchWrites(database: Database): Promise<Watch> {
  const passed = new Set([...Object.keys(mayBeWritten), ...Object.keys(goesOnAnyway)]);
  const all = (await database.query<{ name: string }>(tables, [true])).map(({ name }) => name);
  const unknown = [...passed].filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(" and no ")}`);
  const watched = all.filter((name) => !passed.has(name));
  await database.exec(`
    update cron.job set active = false;
    create schema fuzzing;
    create table fuzzing.written (name text not null);
    create function fuzzing.note() returns trigger language plpgsql security definer set search_path = '' as $note$
    begin
      -- What may be written is on record like the rest.
      if tg_argv[1] = 'audit_log' and to_jsonb(new) ->> 'table_name' = 'public.payment_exceptions' then
        return null;
      end if;
      insert into fuzzing.written values (format('%I.%I', tg_argv[0], tg_argv[1]));
      return null;
    end
    $note$;
    ${
    watched.map((name) => {
      const [schema, table] = name.split(".");
      // The stack's Storage notes when a file was read.
      const events = name === "storage.objects" ? "insert or delete" : "insert or update or delete";
      return `create trigger zz_fuzzing after ${events} on ${name} for each row execute function fuzzing.note('${schema}', '${table}');`;
    }).join("\n")
  }`);
  return {
    async since() {
      const rows = await database.query<{ name: string }>(
        `with forgotten as (delete from private.rate_limits where $1),
           noted as (delete from fuzzing.written returning name)
         select distinct name from noted order by name`,
        [true],
      );
      return rows.map(({ name }) => name);
    },
    async digest() {
      const digests: Record<string, string> = {};
      for (const name of watched) {
        const [row] = await database.query<{ digest: string }>(
          name === "storage.objects"
            ? `select string_agg(id::text, ',' order by id) as digest from storage.objects where $1`
            : `select count(*) || ':' || coalesce(sum(hashtextextended(it::text, 0)), 0) as digest from ${name} as it where $1`,
          [true],
        );
        digests[name] = row?.digest ?? "";
      }
      return digests;
    },
  };
}
