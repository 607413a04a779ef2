import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

/** What writes without a limit by person, and why. */
const unlimited: Readonly<Record<string, string>> = {};

/** What people change by themselves, counted as its inserts are, and a change of it. */
const limitedChanges: Readonly<Record<string, string>> = {
  listings: "price_kobo = price_kobo + 100",
  organizations: "name = name || ' Ltd'",
  profiles: "display_name = display_name || ' jr'",
  properties: "landmark = 'The blue gate'",
  tenants: "full_name = full_name || ' jr'",
  units: "label = label || '.'",
};

/** What people change or delete by themselves without a limit, and why. */
const unlimitedChanges: Readonly<Record<string, string>> = {
  "favourites update, delete": "one's own list, bounded by 500 rows",
  "listing_fees update, delete": "of one's own listings, whose inserts are counted",
  "memberships update, delete": "an owner's own few members",
  "properties delete": "one's own, whose inserts are counted",
  "saved_searches update, delete": "one's own list, bounded by 50 rows",
  "title_documents delete": "one's own, whose making is counted",
  "units delete": "one's own, whose inserts are counted",
  "viewing_slots delete": "one's own, whose making is counted",
};

/** The limit's refusal as the API tells it, or the other refusal's hint. */
async function limited(work: Promise<unknown>): Promise<Record<string, unknown>> {
  const { code, hint, message, detail } = await refusal(work);
  if (code !== "PGRST") return { hint };
  return {
    ...JSON.parse(message),
    ...JSON.parse(detail),
    details: JSON.parse(JSON.parse(message).details),
  };
}

const createOrganization = (database: Database, by: Actor, name = "Ada Homes") =>
  as(database, by, "select create_organization('owner', $1, '12 Herbert Macaulay Way, Yaba')", [
    name,
  ]);

Deno.test("what a person does too often is refused before it is done", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const person = async () => ({ user: await createUser(database, "somebody") });
    const functions = await database.query<{ name: string; call: string }>(
      `select p.proname::text as name, format('select %I(%s)', p.proname, (
         select string_agg(format('%I => null::%s', p.proargnames[n], format_type(given.type, null)), ', ')
         from unnest(p.proargtypes) with ordinality as given (type, n))) as call
       from pg_proc as p
       where p.pronamespace = 'public'::regnamespace and p.provolatile = 'v' and $1
         and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
         and (has_function_privilege('authenticated', p.oid, 'execute')
           or has_function_privilege('anon', p.oid, 'execute'))`,
      [true],
    );
    const tables = await database.query<{ name: string; columns: string }>(
      `select c.relname::text as name, string_agg(quote_ident(a.attname), ', ') as columns
       from pg_class as c
       join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and has_column_privilege('authenticated', c.oid, a.attnum, 'insert')
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and $1 group by 1`,
      [true],
    );
    // A table is written with a row of the world: what makes no sense may be refused for that.
    const writing = [...functions];
    for (const { name, columns } of tables) {
      const [row] = await database.query<{ it: unknown }>(
        `select to_jsonb(it) as it from ${name} as it where $1 limit 1`,
        [true],
      );
      const literal = JSON.stringify(row?.it).replaceAll("'", "''");
      const call = `insert into ${name} (${columns})
        select ${columns} from jsonb_populate_record(null::${name}, '${literal}')`;
      writing.push({ name, call });
    }
    writing.sort((one, other) => one.name < other.name ? -1 : 1);

    await t.step("every way to write has a limit, or a reason to have none", async () => {
      const limits = await database.query<{ action: string }>(
        "select action from private.person_limits where $1 order by action",
        [true],
      );
      assertEquals(
        [...limits.map((it) => it.action), ...Object.keys(unlimited)].sort(),
        [...new Set([...writing.map((it) => it.name), ...Object.keys(limitedChanges)])].sort(),
      );
      const changes = await database.query<{ change: string }>(
        `select table_name || ' ' || string_agg(distinct lower(privilege), ', ' order by lower(privilege) desc) as change
         from (
           select table_name, privilege_type as privilege from information_schema.column_privileges
           where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'UPDATE'
           union all
           select table_name, privilege_type from information_schema.table_privileges
           where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'DELETE'
         ) as granted
         where $1 and not (privilege = 'UPDATE' and table_name = any ($2::text::text[])) group by table_name order by 1`,
        [true, `{${Object.keys(limitedChanges)}}`],
      );
      assertEquals(changes.map((it) => it.change), Object.keys(unlimitedChanges));
    });

    await t.step("who is suspended does not do these either", async () => {
      const by = await person();
      await database.query("update auth.users set banned_until = 'infinity' where id = $1", [
        by.user,
      ]);
      for (const change of Object.keys(unlimitedChanges)) {
        const [table, ...verbs] = change.split(/,? /);
        for (const verb of verbs) {
          const [column] = await database.query<{ name: string }>(
            `select quote_ident(column_name) as name from information_schema.column_privileges
             where table_schema = 'public' and table_name = $1 and grantee = 'authenticated' and privilege_type = 'UPDATE'`,
            [table],
          );
          const sql = verb === "delete"
            ? `delete from ${table} where $1`
            : `update ${table} set ${column!.name} = ${column!.name} where $1`;
          const refused = await refusal(as(database, by, sql, [true]));
          assertEquals([refused.code, refused.hint], ["PT403", "person.suspended"], sql);
        }
      }
    });

    await t.step("who has no token left is refused, whatever they send", async () => {
      const by = await person();
      // Written ahead of the clock, so that nothing trickles in meanwhile.
      await database.query(
        `insert into private.rate_limits (bucket, tokens, allowed, updated_at)
         select 'person:' || action || ':' || $1::uuid, 0, true, now() + interval '1 hour' from private.person_limits`,
        [by.user],
      );
      for (const { name, call } of writing) {
        if (unlimited[name] !== undefined) continue;
        const refused = await limited(as(database, by, call));
        assertEquals([refused["code"], refused["hint"], refused["status"]], [
          "PT429",
          "rate_limit.exceeded",
          429,
        ], name);
        const { action, retry_after_s } = refused["details"] as Record<string, unknown>;
        assertEquals(action, name);
        assertEquals(refused["headers"], { "Retry-After": String(retry_after_s) }, name);
      }
    });

    await t.step("and who has one is not", async () => {
      const by = await person();
      for (const { name, call } of writing) {
        const outcome = await limited(as(database, by, call)).catch(() => ({ hint: "" }));
        assert(outcome.hint !== "rate_limit.exceeded", name);
      }
    });

    await t.step("tokens come back with time; nobody uses another's", async () => {
      const [by, other] = [await person(), await person()];
      for (let n = 0; n < 5; n++) await createOrganization(database, by);
      const refused = await limited(createOrganization(database, by));
      assertEquals(refused["details"], { action: "create_organization", retry_after_s: 720 });
      await createOrganization(database, other);
      await database.query(
        "update private.rate_limits set updated_at = updated_at - interval '721 seconds' where bucket = 'person:create_organization:' || $1::uuid",
        [by.user],
      );
      await createOrganization(database, by);
      assertEquals(
        (await limited(createOrganization(database, by)))["hint"],
        "rate_limit.exceeded",
      );
    });

    await t.step("what was refused did nothing and costs nothing", async () => {
      const by = await person();
      for (let n = 0; n < 20; n++) {
        assertEquals((await refusal(createOrganization(database, by, ""))).code, "PT400");
      }
      for (let n = 0; n < 5; n++) await createOrganization(database, by);
      // Trying on while it is empty does not make the wait longer.
      for (let n = 0; n < 20; n++) {
        const refused = await limited(createOrganization(database, by));
        assert(Number((refused["details"] as Record<string, unknown>)["retry_after_s"]) <= 720);
      }
    });

    await t.step("many calls at once get as many tokens as there are", async () => {
      const by = await person();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => createOrganization(database, by)),
      );
      assertEquals(outcomes.filter((it) => it.status === "fulfilled").length, 5);
    });

    await t.step(
      "each row that people insert is counted, what functions write is not",
      async () => {
        const { people, org, conversation, vacantUnit } = world;
        const say = (rows: number) =>
          as(
            database,
            people.tenant,
            `insert into messages (org_id, conversation_id, client_id, body)
           select $1, $2, gen_random_uuid(), 'Hello ' || n from generate_series(1, $3::int) as n`,
            [org, conversation, rows],
          );
        const left = async (action: string) =>
          (await database.query<{ tokens: number }>(
            "select round(tokens)::int as tokens from private.rate_limits where bucket = 'person:' || $1 || ':' || $2::uuid",
            [action, people.tenant.user],
          ))[0]?.tokens;
        await database.query(
          "delete from private.rate_limits where bucket like 'person:messages:%'",
        );
        await as(database, people.tenant, "select close_enquiry(id, 'Found one') from enquiries");
        await as(
          database,
          people.tenant,
          "select enquire(id, 'Is it quiet there?') from listings where unit_id = $1",
          [vacantUnit],
        );
        assertEquals(await left("messages"), undefined);
        await say(40);
        assertEquals(await left("messages"), 20);
        assertEquals(
          (await limited(say(21)))["hint"],
          "rate_limit.exceeded",
          "all of them or none",
        );
        await say(20);
      },
    );

    await t.step(
      "changes are counted too: each alerts people or is kept in the audit log",
      async () => {
        const { user } = world.people.owner;
        for (const [table, change] of Object.entries(limitedChanges)) {
          const make = () =>
            as(database, { user }, `update ${table} set ${change} where $1 returning id`, [true]);
          assert((await make()).length > 0, table);
          await database.query(
            "update private.rate_limits set tokens = 0, updated_at = now() + interval '1 hour' where bucket = $1",
            [`person:${table}:${user}`],
          );
          assertEquals((await limited(make()))["hint"], "rate_limit.exceeded", table);
        }
      },
    );

    await t.step("our workers have no limit, and who is nobody has no bucket", async () => {
      const nobody = database.transaction(async (tx) => {
        await tx.exec("set local role authenticated");
        await tx.query("select set_config('request.jwt.claims', $1, true)", ["{}"]);
        await tx.query("select create_organization('owner', $1, '12 Herbert Macaulay Way')", [
          "Ada",
        ]);
      });
      assertEquals((await refusal(nobody)).hint, "auth.required");
      await database.query("update private.person_limits set burst = 1 where action = 'tenants'");
      await as(
        database,
        "service",
        `insert into tenants (org_id, full_name, address)
         select $1, 'Tenant ' || n, '4 Akoka Road, Yaba' from generate_series(1, 5) as n`,
        [world.org],
      );
    });

    await t.step("a limit is data: it can be lifted and lowered while the stack runs", async () => {
      const by = await person();
      const set = (burst: number | null) =>
        database.query("update private.person_limits set burst = $1 where action = $2", [
          burst,
          "create_organization",
        ]);
      await set(null);
      for (let n = 0; n < 8; n++) await createOrganization(database, by);
      await set(1);
      await createOrganization(database, by);
      assertEquals(
        (await limited(createOrganization(database, by)))["hint"],
        "rate_limit.exceeded",
      );
      const leaking = database.query(
        "update private.person_limits set burst = 200 where action = $1",
        [
          "create_organization",
        ],
      );
      assertEquals((await refusal(leaking)).code, "23514", "it must be full again in a day");
    });
  } finally {
    await close();
  }
});
