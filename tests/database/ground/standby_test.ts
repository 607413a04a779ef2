/** What can be read on a read-only standby: everything that the API lets people read. */
import { assert, assertEquals } from "@std/assert";
import { type OpenDatabase, openPostgres } from "../../../local/supabase/database/connect.ts";
import { type Actor, as } from "../actor.ts";
import { addLetters } from "../papers/letters.ts";
import { openWorld } from "../test_database.ts";
import { calls } from "./standby_calls.ts";
import { NoStandby, startStandby } from "./standby.ts";

const server = Deno.env.get("DATABASE_URL");

/** What a call gives, or the problem with which it is refused; anything else is a failure. */
async function outcome(database: OpenDatabase, actor: Actor, sql: string): Promise<unknown> {
  try {
    return await as(database, actor, sql);
  } catch (error) {
    const { code, hint, message } = error as Record<string, string>;
    if (/^PT4\d\d$/.test(code ?? "")) return { refused: hint };
    throw new Error(`${JSON.stringify(actor)}: ${sql}: ${message}`, { cause: error });
  }
}

/** Everything that one role of the API may read of the public schema, as one query for each table and view. */
const readable = `
  select format('select %s from public.%I as read limit 100', string_agg(format('read.%I', attname), ', ' order by attnum),
    relname) as sql
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
    and has_column_privilege($1, pg_class.oid, attnum, 'select')
  group by relname order by relname`;

const reading = `
  select distinct proname::text as name from pg_proc
  where pronamespace = 'public'::regnamespace and prokind = 'f' and provolatile in ('s', 'i')
    and (has_function_privilege('anon', oid, 'execute') or has_function_privilege('authenticated', oid, 'execute')
      or has_function_privilege('service_role', oid, 'execute'))
  order by name`;

Deno.test({
  name: "on a standby everybody reads what they read on the primary",
  ignore: server === undefined,
  async fn(t) {
    const { database: primary, world, close } = await openWorld();
    await addLetters(primary, world);
    const standbyServer = await startStandby(server!).catch((error) => {
      if (error instanceof NoStandby) return error;
      throw error;
    });
    if (standbyServer instanceof NoStandby) {
      console.warn(`NOT TRIED on a standby: ${standbyServer.message}`);
      await t.step({ name: `not tried: ${standbyServer.message}`, ignore: true, fn() {} });
      await close();
      return;
    }
    const [here] = await primary.query<{ name: string; listing: string; viewing: string }>(
      `select current_database() as name,
         (select id from listings where status = 'published' and purpose = 'rent' limit 1) as listing,
         (select id from viewings where user_id = $1 limit 1) as viewing`,
      [world.people.tenant.user],
    );
    const standby = openPostgres(standbyServer.urlOf(here!.name), 4);
    const facts = { ...world, listing: here!.listing, viewing: here!.viewing };
    const { tenant, owner, agent, staff, stranger } = world.people;
    const actors: Record<string, readonly [role: string, actor: Actor]> = {
      visitor: ["anon", "visitor"],
      tenant: ["authenticated", tenant],
      owner: ["authenticated", owner],
      agent: ["authenticated", agent],
      staff: ["authenticated", staff],
      stranger: ["authenticated", stranger],
      service: ["service_role", "service"],
    };
    try {
      await standbyServer.catchUp();
      assertEquals(await standby.query("select pg_is_in_recovery() as standby", []), [
        { standby: true },
      ]);

      await t.step("every public function that reads is called here", async () => {
        const names = (await primary.query<{ name: string }>(reading, [])).map((row) => row.name);
        assertEquals(names, Object.keys(calls).sort());
      });

      await t.step("functions answer alike", async () => {
        for (const [name, ways] of Object.entries(calls)) {
          let answered = 0;
          for (const [role, actor] of Object.values(actors)) {
            const [allowed] = await primary.query<{ may: boolean }>(
              `select bool_or(has_function_privilege($1, oid, 'execute')) as may from pg_proc
               where proname = $2 and pronamespace = 'public'::regnamespace`,
              [role, name],
            );
            if (!allowed?.may) continue;
            for (const way of ways) {
              const sql = `select * from public.${name}(${way(facts)})`;
              const there = await outcome(standby, actor, sql);
              assertEquals(there, await outcome(primary, actor, sql), sql);
              if (Array.isArray(there)) answered += 1;
            }
          }
          assert(answered > 0, `${name} answered nobody`);
        }
      });

      await t.step("tables and views read alike", async () => {
        let rows = 0;
        for (const [role, actor] of Object.values(actors)) {
          for (const { sql } of await primary.query<{ sql: string }>(readable, [role])) {
            const there = await outcome(standby, actor, sql) as unknown[];
            assertEquals(there.length, (await as(primary, actor, sql)).length, sql);
            rows += there.length;
          }
        }
        assert(rows > 100, `${rows} rows were read`);
      });
    } finally {
      await standby.close();
      await standbyServer.close();
      await close();
    }
  },
});
