/** How long what is kept: the rules are whole and sound, and only the job deletes evidence, and only what is due. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

/** Each query lists what breaks a rule about the rules. */
const faults: Readonly<Record<string, string>> = {
  "every rule is about a table that there is":
    "select relation as fault from private.retention_rules where to_regclass(relation) is null",

  "the age of a row is its time-ordered identifier, or a time with an index":
    `select relation as fault from private.retention_rules as rule where keep is not null and not exists (
       select from pg_attribute as a
       where a.attrelid = rule.relation::regclass and a.attname = rule.ordered_by and case
         when a.attname = 'id' then exists (
           select from pg_attrdef as d where d.adrelid = a.attrelid and d.adnum = a.attnum
             and pg_get_expr(d.adbin, d.adrelid) = 'private.uuid_v7()')
         -- pg_cron's own table has no such index; a week of it is small.
         else a.atttypid = 'timestamptz'::regtype and (relation = 'cron.job_run_details' or exists (
           select from pg_index as i where i.indrelid = a.attrelid and i.indkey[0] = a.attnum))
         end)`,

  "every table whose rows nobody may delete has a rule":
    `select distinct t.tgrelid::regclass::text as fault from pg_trigger as t
     join pg_class as c on c.oid = t.tgrelid join pg_namespace as n on n.oid = c.relnamespace
     where t.tgfoid in ('private.refuse_change'::regproc, 'private.refuse_early_deletion'::regproc)
       and t.tgtype & 8 <> 0 and not exists (
       select from private.retention_rules as rule where rule.relation = n.nspname || '.' || c.relname)`,

  "what is kept for a time can be deleted then, and what is kept for ever cannot":
    `select relation as fault from private.retention_rules as rule
     where (keep is null) and not exists (
         select from pg_trigger as t where t.tgrelid = rule.relation::regclass
           and t.tgfoid = 'private.refuse_change'::regproc and t.tgtype & 8 <> 0)
       or keep is not null and exists (
         select from pg_trigger as t where t.tgrelid = rule.relation::regclass and (
           t.tgfoid = 'private.refuse_change'::regproc and t.tgtype & 8 <> 0
           or t.tgfoid = 'private.refuse_early_deletion'::regproc
             and convert_from(substr(t.tgargs, 1, length(t.tgargs) - 1), 'utf8') <> rule.relation))`,

  "what nobody may delete cannot be truncated either":
    `select guarded.tgrelid::regclass::text as fault from pg_trigger as guarded
     where guarded.tgfoid = 'private.refuse_change'::regproc and guarded.tgtype & 8 <> 0 and not exists (
       select from pg_trigger as t where t.tgrelid = guarded.tgrelid
         and t.tgfoid = 'private.refuse_change'::regproc and t.tgtype & 32 <> 0)`,

  "the archive of every queue is emptied":
    `select queue_name as fault from pgmq.meta where not exists (
       select from private.retention_rules where relation = 'pgmq.a_' || queue_name and keep is not null)`,

  "nothing refers to what goes, but what goes with it":
    `select k.conrelid::regclass::text as fault from pg_constraint as k
     join private.retention_rules as rule on rule.keep is not null and k.confrelid = to_regclass(rule.relation)
     where k.confdeltype <> 'c'`,
};

const idAged = (age: string) =>
  `overlay(private.uuid_v7_floor(now() - interval '${age}')::text placing right(gen_random_uuid()::text, 12) from 25)::uuid`;

/** Audit rows of two ages; returns their ids. */
async function evidence(database: Database): Promise<{ old: string; young: string }> {
  const [row] = await database.query<{ old: string; young: string }>(
    `with made as (
       insert into private.audit_log (id, actor_role, action, table_name, row_id)
       select id, 'postgres', 'INSERT', 'public.units', $1
       from (values (${idAged("25 months")}), (${idAged("23 months")})) as aged (id)
       returning id
     )
     select min(id::text) as old, max(id::text) as young from made`,
    [crypto.randomUUID()],
  );
  return row!;
}

Deno.test("retention is data, and the only way out of a table of evidence", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    for (const [rule, query] of Object.entries(faults)) {
      await t.step(rule, async () => assertEquals(await database.query(query, []), []));
    }
    const kept = async (ids: readonly string[]) =>
      (await database.query<{ id: string }>(
        "select id from private.audit_log where id = any ($1::text::uuid[]) order by id",
        [`{${ids.join(",")}}`],
      )).map((row) => row.id);
    const apply = async () => {
      const [job] = await database.query<{ command: string }>(
        "select command from cron.job where jobname = $1",
        ["apply-retention"],
      );
      await database.exec(job?.command as string);
    };
    const remove = (id: string) =>
      database.query("delete from private.audit_log where id = $1", [id]);

    await t.step("nobody deletes evidence by hand, young or due", async () => {
      const { old, young } = await evidence(database);
      for (const id of [old, young]) {
        assertEquals((await refusal(remove(id))).hint, "record.append_only");
        // The setting that the job makes opens the way for what is due, and for nothing else.
        const pretended = database.transaction(async (tx) => {
          await tx.query("select set_config('estate.retention', 'private.audit_log', true)", []);
          await tx.query("delete from private.audit_log where id = $1", [id]);
        });
        if (id === young) assertEquals((await refusal(pretended)).hint, "record.append_only");
        else await pretended;
      }
      assertEquals(
        (await refusal(database.exec("truncate private.audit_log"))).hint,
        "record.append_only",
      );
      const forService = as(database, "service", "delete from private.audit_log where true");
      assertEquals((await refusal(forService)).code, "42501");
      assertEquals(await kept([old, young]), [young]);
    });

    await t.step(
      "the job deletes what is due of every table, and nothing that is younger",
      async () => {
        const { old, young } = await evidence(database);
        await database.exec(`
        insert into notifications (id, user_id, kind, title, subject_id)
        select id, '${world.people.tenant.user}', 'search_matched', 'Aged', gen_random_uuid()
        from (values (${idAged("13 months")}), (${idAged("11 months")})) as aged (id);
        insert into private.provider_events (id, provider, body_sha256, event_type, body)
        select id, 'paystack', encode(sha256(id::text::bytea), 'hex'), 'aged', '{}'
        from (values (${idAged("14 months")}), (${idAged("12 months")})) as aged (id);
        insert into pgmq.a_provider_events_dead (msg_id, enqueued_at, archived_at, vt, message)
        select n, now(), now() - make_interval(days => 28 + n), now(), '{}' from generate_series(1, 4) as n;
        insert into private.idempotency_keys (scope, caller, key, request_hash, response_status, response_content_type, created_at)
        select 'aged', 'aged', repeat('k', 15) || n, repeat('a', 64), 200, 'application/json',
          now() - make_interval(hours => 70 + n) from generate_series(1, 4) as n;
        insert into private.rate_limits (bucket, tokens, allowed, updated_at)
        select 'aged-' || n, 1, true, now() - make_interval(hours => 22 + n) from generate_series(1, 4) as n;
        insert into cron.job_run_details (jobid, runid, end_time)
        select -1, -n, now() - make_interval(days => 5 + n) from generate_series(1, 4) as n`);
        await apply();
        assertEquals(await kept([old, young]), [young]);
        const left = await database.query<{ what: string; n: number }>(
          `select 'archive' as what, count(*)::int as n from pgmq.a_provider_events_dead
         union all select 'events', count(*)::int from private.provider_events where event_type = 'aged'
         union all select 'keys', count(*)::int from private.idempotency_keys where scope = 'aged'
         union all select 'limits', count(*)::int from private.rate_limits where bucket like 'aged%'
         union all select 'news', count(*)::int from notifications where title = 'Aged'
         union all select 'runs', count(*)::int from cron.job_run_details where jobid = -1
         order by what`,
          [],
        );
        assertEquals(Object.fromEntries(left.map(({ what, n }) => [what, n])), {
          archive: 1,
          events: 1,
          keys: 1,
          limits: 1,
          news: 1,
          runs: 1,
        });
      },
    );

    await t.step(
      "a rule that is lengthened holds at once, and one of evidence cannot be shortened to nothing",
      async () => {
        const { old } = await evidence(database);
        const keep = (interval: string | null) =>
          database.query(
            "update private.retention_rules set keep = $1::text::interval where relation = 'private.audit_log'",
            [interval],
          );
        await keep("10 years");
        await apply();
        assertEquals(await kept([old]), [old]);
        await keep("24 months");
        assertEquals((await refusal(keep("0"))).hint, "record.append_only");
        assertEquals((await refusal(keep(null))).code, "23514");
        assertEquals((await refusal(keep("11 months"))).hint, "record.append_only");
        const unknown = "insert into private.retention_rules values ($1, $2, '1 day', 'A slip')";
        for (const [table, column] of [["public.nothing", "id"], ["public.profiles", "nothing"]]) {
          assertEquals((await refusal(database.query(unknown, [table, column]))).code, "42P01");
        }
      },
    );

    await t.step("evidence that is kept for ever cannot be given a time", async () => {
      const refused = await refusal(database.query(
        "update private.retention_rules set keep = '1 year', ordered_by = 'id' where relation = $1",
        ["public.messages"],
      ));
      assertEquals([refused.hint, JSON.parse(refused.detail).field], [
        "record.append_only",
        "keep",
      ]);
    });

    await t.step("books, messages and histories outlive every run of the job", async () => {
      const count = async () =>
        (await database.query<{ n: number }>(
          `select ((select count(*) from ledger_lines) + (select count(*) from receipts) + (select count(*) from charges)
             + (select count(*) from messages) + (select count(*) from state_changes))::int as n`,
          [],
        ))[0]?.n ?? 0;
      const before = await count();
      assert(before > 10);
      await apply();
      assertEquals(await count(), before);
    });
  } finally {
    await close();
  }
});
