import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

const snippet = new URL("../../../supabase/snippets/partition_by_month.sql", import.meta.url);

/** What only grows, and will be divided by the month of its id. */
const growing = [
  "public.messages",
  "public.notifications",
  "public.state_changes",
  "private.audit_log",
];

/** All that the catalog says of a table, whether it is divided or not. */
function description(database: Database, table: string) {
  return database.query<{ said: string }>(
    `select said from (
       select 'column ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' '
         || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' ' || coalesce(col_description(attrelid, attnum), '-') as said
       from pg_attribute left join pg_attrdef as d on d.adrelid = attrelid and d.adnum = attnum
       where attrelid = $1::text::regclass and attnum > 0 and not attisdropped
       union all
       select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || coalesce(obj_description(oid, 'pg_constraint'), '-')
       from pg_constraint where conrelid = $1::text::regclass and contype <> 't'
       union all
       select 'index ' || replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
       from pg_index where indrelid = $1::text::regclass
       union all
       select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where tgrelid = $1::text::regclass and not tgisinternal
       union all
       select 'policy ' || policyname || ' ' || permissive || ' ' || roles::text || ' ' || cmd || ' '
         || coalesce(qual, '-') || ' ' || coalesce(with_check, '-')
       from pg_policies where schemaname || '.' || tablename = $1
       union all
       select 'grant ' || a.privilege_type || ' ' || a.grantee::regrole::text
       from pg_class as c, aclexplode(c.relacl) as a where c.oid = $1::text::regclass
       union all
       select 'grant ' || attname || ' ' || a.privilege_type || ' ' || a.grantee::regrole::text
       from pg_attribute, aclexplode(attacl) as a where attrelid = $1::text::regclass
       union all
       select 'table ' || relrowsecurity || ' ' || obj_description(oid, 'pg_class') from pg_class where oid = $1::text::regclass
     ) as everything order by said`,
    [table],
  ).then((rows) => rows.map((row) => row.said));
}

Deno.test({
  name:
    "what only grows can be divided by month later, in an instant and without a reader's noticing",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      const { people, org, conversation } = world;
      await database.query(
        `insert into private.audit_log (actor_role, action, table_name, row_id)
         select 'postgres', 'INSERT', 'public.nothing', n::text from generate_series(1, $1) as n`,
        [200_000],
      );
      const [next] = await database.query<{ month: string }>(
        "select (date_trunc('month', now() at time zone 'UTC') + $1::text::interval)::date::text as month",
        ["1 month"],
      );
      const functions = await Deno.readTextFile(snippet);
      const say = (by: Actor, body: string) =>
        as(
          database,
          by,
          "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), $3)",
          [org, conversation, body],
        );
      const files = () =>
        database.query(
          `select c.relfilenode from pg_class as c
           where c.relkind in ('r', 'i') and c.relname ~ '^(messages|notifications|state_changes|audit_log)(_pkey|_before_[0-9_]+)?$'
             and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'private', 'partitions')) and $1
           order by 1`,
          [true],
        );

      await t.step(
        "the table is described as before, and no file of it was written anew",
        async () => {
          const before = await Promise.all(growing.map((table) => description(database, table)));
          const filesBefore = await files();
          for (const table of growing) {
            await database.transaction(async (tx) => {
              await tx.exec(functions);
              await tx.query("select pg_temp.bound_ids($1::text::regclass, $2::text::date)", [
                table,
                next?.month,
              ]);
            });
            await database.exec(`alter table ${table} validate constraint divided_before`);
            const scans = await database.transaction(async (tx) => {
              await tx.exec(functions);
              const [known] = await tx.query<{ id: string }>(
                "select $1::text::regclass::oid::text as id",
                [table],
              );
              const soFar = async () => {
                const [read] = await tx.query<{ scans: number }>(
                  "select seq_scan::int as scans from pg_stat_xact_user_tables where relid = $1::text::oid",
                  [known?.id],
                );
                return read?.scans ?? NaN;
              };
              const before = await soFar();
              await tx.query("select pg_temp.divide_by_month($1::text::regclass, $2::text::date)", [
                table,
                next?.month,
              ]);
              return await soFar() - before;
            });
            assertEquals(scans, 0, `${table} was read to be divided`);
          }
          assertEquals(
            await Promise.all(growing.map((table) => description(database, table))),
            before,
          );
          assertEquals(await files(), filesBefore);
        },
      );

      await t.step("people talk on, and read what they read before", async () => {
        const reads = async (by: Actor) =>
          (await as(database, by, "select id from messages where conversation_id = $1", [
            conversation,
          ]))
            .length;
        const told = async (by: { user: string }) =>
          (await as(
            database,
            by,
            "select id from notifications where kind = 'message_received' and read_at is null",
          ))
            .length;
        const before = [await reads(people.tenant), await told(people.owner)] as const;
        await say(people.tenant, "Do you still hear me?");
        assertEquals(await reads(people.tenant), before[0] + 1);
        assertEquals([await reads(people.owner), await reads(people.stranger)], [before[0] + 1, 0]);
        await as(
          database,
          people.owner,
          "select read_notifications(array_agg(id)) from notifications where read_at is null",
        );
        await say(people.tenant, "And now?");
        assertEquals(await told(people.owner), 1);
        assertEquals((await refusal(say(people.stranger, "Let me in"))).code, "42501");
        const [live] = await database.query<{ n: number }>(
          "select count(*)::int as n from realtime.messages where topic = $1 and payload ->> 'body' = 'And now?'",
          [`conversation:${conversation}`],
        );
        assertEquals(live?.n, 1);
        await as(
          database,
          people.owner,
          "update organizations set name = 'Ada Homes and Sons' where id = $1",
          [org],
        );
        await as(
          database,
          people.owner,
          "select move_listing(id, 'paused') from listings where org_id = $1 and status = 'published' limit 1",
          [org],
        );
        const [kept] = await database.query<{ audited: number; moved: number }>(
          `select (select count(*)::int from private.audit_log where row_id = $1 and new_values ->> 'name' = 'Ada Homes and Sons') as audited,
             (select count(*)::int from state_changes where to_state = 'paused' and org_id::text = $1) as moved`,
          [org],
        );
        assertEquals(kept, { audited: 1, moved: 1 });
      });

      await t.step(
        "evidence stays evidence, and nobody reaches a part past its table",
        async () => {
          const parts = await database.query<{ part: string; guarded: boolean; open: boolean }>(
            `select c.oid::regclass::text as part, c.relrowsecurity as guarded,
             has_table_privilege('authenticated', c.oid, 'select') or has_table_privilege('anon', c.oid, 'select')
               or has_schema_privilege('authenticated', c.relnamespace, 'usage') as open
           from pg_class as c where c.relispartition and c.relkind = 'r' and c.relnamespace::regnamespace::text = $1`,
            ["partitions"],
          );
          assertEquals(parts.length, growing.length * 5);
          assertEquals(
            parts.filter((part) => !part.guarded || part.open),
            [],
          );
          for (const table of ["public.messages", "public.state_changes", "private.audit_log"]) {
            const change = database.query(
              `update ${table} set org_id = org_id where id = (select max(id::text)::uuid from ${table} where $1)`,
              [true],
            );
            assertEquals((await refusal(change)).hint, "record.append_only", table);
          }
          for (const part of parts.filter(({ part }) => part.includes("audit_log"))) {
            assertEquals(
              (await refusal(database.exec(`truncate ${part.part}`))).hint,
              "record.append_only",
              part.part,
            );
          }
        },
      );

      await t.step("each month has a part of its own, and a row is looked for in one", async () => {
        const made = await database.query<{ part: string }>(
          `insert into private.audit_log (id, actor_role, action, table_name, row_id)
           select (lpad(to_hex((extract(epoch from $1::text::timestamptz + make_interval(months => n)) * 1000)::bigint), 12, '0')
             || '70008000000000000001')::uuid, 'postgres', 'INSERT', 'public.nothing', 'later'
           from generate_series(0, 3) as n returning tableoid::regclass::text as part`,
          [`${next?.month} 00:00:00+00`],
        );
        assertEquals(new Set(made.map((row) => row.part)).size, 4);
        assertEquals(made.at(-1)?.part, "partitions.audit_log_other");
        const plan = await database.query<Record<string, string>>(
          "explain select * from private.audit_log where id = '01a21800-0000-7000-8000-000000000000' and true is distinct from $1",
          [false],
        );
        assertEquals(
          // A bitmap of an index is a line beside its table's.
          plan.filter((line) =>
            /^(?!.*Bitmap Index).* on audit_log/.test(Object.values(line)[0] ?? "")
          )
            .length,
          1,
        );
      });

      await t.step("a table on which others are built is not divided unawares", async () => {
        const refused = await refusal(database.transaction(async (tx) => {
          await tx.exec(functions);
          await tx.query("select pg_temp.divide_by_month('public.listings', $1::text::date)", [
            next?.month,
          ]);
        }));
        assert(refused.message.includes("view public.my_favourites"), refused.message);
        assert(
          refused.message.includes("function private.keep_price(public.listings)"),
          refused.message,
        );
      });
    } finally {
      await close();
    }
  },
});
