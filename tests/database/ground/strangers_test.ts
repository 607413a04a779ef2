/**
 * What a member of another organization is told must not depend on whether a row exists: the same SQLSTATE, message,
 * hint and detail for a row of somebody else's and for one that never was. Asked of every table that people write and
 * of every function that people call, as the catalog lists them.
 */
import { assert, assertEquals } from "@std/assert";
import type { OpenDatabase } from "../../../local/supabase/database/connect.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import { addDeals } from "../deals/deals.ts";
import { addPayout } from "../money/payouts.ts";
import { addPlatformFee } from "../money/platform_fees.ts";
import { addAutopay } from "../money/saving.ts";
import { addReturns } from "../money/refunding.ts";
import { openTestDatabase } from "../test_database.ts";
import { addLetters } from "../papers/letters.ts";
import { addTalks } from "../words/talking.ts";
import { verify } from "../trust/verifying.ts";
import { buildWorld, type World } from "../world.ts";
import { argumentFor, type Parameter, tableOf } from "./arguments.ts";
import { outcome } from "./outcome.ts";

interface WritableTable {
  readonly name: string;
  /** What people may give when they insert. */
  readonly insertable: string[];
  /** Those of them that point at a row, and of which table. */
  readonly pointers: { readonly column: string; readonly table: string }[];
  /** Identifiers that people may change. */
  readonly updatable: string[];
}

interface Callable {
  readonly schema: string;
  readonly name: string;
  readonly byVisitors: boolean;
  readonly parameters: Parameter[];
}

/** By these, our edge functions say for whom they call. */
const onBehalf = ["acting_user", "payer_id"];

/** Rows of a table that belong to an organization or its people. */
async function rowsOf(database: Database, table: string, world: World) {
  const people = Object.values(world.people).map((it) => `'${it.user}'`).join(", ");
  const rows = await database.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(it) as row from ${table} as it
     where coalesce(to_jsonb(it) ->> 'org_id' = $1, to_jsonb(it) ->> 'user_id' in (${people}),
       to_jsonb(it) ->> 'id' in ($1, ${people}))
     order by to_jsonb(it) ->> 'id' limit 4`,
    [world.org],
  );
  return rows.map((it) => it.row);
}

const idsOf = async (database: Database, table: string, world: World) =>
  (await rowsOf(database, table, world)).map((row) => String(row["id"]));

async function buildFullWorld(database: OpenDatabase): Promise<World> {
  const world = await buildWorld(database);
  await addDeals(database, world);
  await addPayout(database, world);
  await addPlatformFee(database, world);
  await as(database, world.people.tenant, "select grant_history($1)", [world.org]);
  await as(
    database,
    world.people.owner,
    "select demand_charge($1, 'utility', 5000, '2027-01-31', 'Diesel', gen_random_uuid())",
    [world.tenancy],
  );
  await addAutopay(database, world);
  await as(
    database,
    world.people.owner,
    `select demand_application_fee(id, 'viewing', 1000, 'For the tour', gen_random_uuid())
     from applications where org_id = $1`,
    [world.org],
  );
  for (
    const sql of [
      `insert into deposit_deductions (org_id, tenancy_id, charge_id, payment_id, amount_kobo, reason)
       values ($1, $2, $3, $4, 1, 'A broken sink')`,
      `insert into tax_certificates (org_id, tenancy_id, charge_id, payment_id, amount_kobo, certificate_no, issued_on)
       values ($1, $2, $3, $4, 1, 'FIRS/2027/1', '2026-11-01')`,
    ]
  ) await database.query(sql, [world.org, world.tenancy, world.charge, world.payment]);
  await database.query(
    `insert into deposit_returns (org_id, tenancy_id, amount_kobo, method, returned_on, client_id, answer_by)
     values ($1, $2, 1, 'cash', private.lagos_date(), gen_random_uuid(), now() + interval '7 days')`,
    [world.org, world.tenancy],
  );
  await database.query(
    `insert into deduction_disputes (org_id, tenancy_id, deduction_id, stands_id, disputed_kobo, reason)
     select org_id, tenancy_id, id, id, amount_kobo, 'It was broken before' from deposit_deductions where org_id = $1`,
    [world.org],
  );
  await addReturns(database, world);
  await addTalks(database, world);
  await verify(database, world.people.tenant, undefined, { score: 70 });
  await database.query(
    "select private.open_signal('payee_name', 'payee_account', gen_random_uuid(), $1, null, 'a matter', '{}')",
    [world.org],
  );
  await addLetters(database, world);
  return world;
}

async function buildTwoWorlds(database: OpenDatabase): Promise<{ theirs: World; mine: World }> {
  const theirs = await buildFullWorld(database);
  const mine = await buildFullWorld(database);
  // What is on the market is open to everybody; everything else of theirs is tried.
  for (
    const { id } of await database.query<{ id: string }>(
      "select id from listings where org_id = $1 and status in ('published', 'under_offer', 'reserved')",
      [theirs.org],
    )
  ) await database.query("select private.move_listing($1, 'suspended')", [id]);
  return { theirs, mine };
}

Deno.test("a stranger cannot tell by writing whether a row exists", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { theirs, mine } = await buildTwoWorlds(database);
    const tables = await database.query<WritableTable>(writableTables, [true]);
    assert(tables.length >= 7, "properties, units, listings, fees, tenants, favourites, messages");
    const stranger: Actor = mine.people.owner;

    for (const { name, insertable, pointers, updatable } of tables) {
      await t.step(name, async () => {
        const insert = (row: Record<string, unknown>, ending: string) =>
          outcome(
            database,
            stranger,
            `insert into ${name} (${insertable.join(", ")})
             select ${insertable.map((it) => `given.${it}`).join(", ")}
             from jsonb_populate_record(null::${name}, $1::text::jsonb) as given ${ending}`,
            [JSON.stringify(row)],
          );
        const rows = await rowsOf(database, name, theirs);
        assert(rows.length > 0, `the world has no row of ${name} to try`);
        for (const row of rows) {
          for (const org of [mine.org, theirs.org]) {
            for (const ending of ["", "on conflict do nothing"]) {
              const given = insertable.includes("org_id") ? { ...row, org_id: org } : row;
              const none = Object.fromEntries(
                pointers.filter((it) => row[it.column] !== null)
                  .map((it) => [it.column, crypto.randomUUID()]),
              );
              const unknown = await insert({ ...given, ...none }, ending);
              if (Object.keys(none).length > 0 || org === theirs.org) {
                assert(unknown.refused, `a row of ${name} that points nowhere was taken`);
              }
              if (org === theirs.org && insertable.includes("org_id")) {
                const nobodys = { ...given, ...none, org_id: crypto.randomUUID() };
                assertEquals(await insert(nobodys, ending), unknown, "org_id of nobody");
                assertEquals(await insert(given, ending), unknown, "their own row again");
              } else if (Object.keys(none).length > 0) {
                assertEquals(await insert(given, ending), unknown, "their row under another owner");
              }
              for (const { column, table } of pointers) {
                const point = (id: string) => insert({ ...given, ...none, [column]: id }, ending);
                const nowhere = await point(crypto.randomUUID());
                for (const id of await idsOf(database, table, theirs)) {
                  assertEquals(await point(id), nowhere, column);
                }
              }
            }
          }
        }
        for (const column of updatable) {
          const point = (id: string) =>
            outcome(
              database,
              stranger,
              `update ${name} set ${column} = $1 where org_id = $2 returning id`,
              [id, mine.org],
            );
          const unknown = await point(crypto.randomUUID());
          assert(unknown.refused, `${name}.${column} points nowhere`);
          for (const row of rows) assertEquals(await point(String(row["id"])), unknown, column);
        }
      });
    }
  } finally {
    await close();
  }
});

const placeInOrder = "a place in an order: it is compared, and never looked up";

/** Where it is meant to be told that a row exists, and why. */
const told: Readonly<Record<string, string>> = {
  "add_sale_party.party_org_id": "who buys or sells as an organization says so by its id",
  "list_sent_messages.before_id": placeInOrder,
  "offer_mandate.agent_org_id": "an agency that wants a mandate says so by its id",
  "preview_letters.after_tenancy_id": placeInOrder,
};

Deno.test("a stranger cannot tell by calling whether a row exists", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { theirs, mine } = await buildTwoWorlds(database);
    const functions = await database.query<Callable>(callableFunctions, [true]);
    assert(functions.length >= 80, "there are more functions than that");
    const differing = new Set<string>();
    for (const { schema, name, byVisitors, parameters } of functions) {
      const pointing = parameters.filter((it) =>
        it.type.startsWith("uuid") && !onBehalf.includes(it.name)
      );
      if (pointing.length === 0) continue;
      await t.step(name, async () => {
        const owned = new Map<string, string[]>();
        for (const it of pointing) {
          owned.set(it.name, await idsOf(database, tableOf(name, it.name), mine));
        }
        const callers: Actor[] = [mine.people.owner, mine.people.tenant];
        if (byVisitors) callers.push("visitor");
        for (const changed of pointing) {
          const key = `${name}.${changed.name}`;
          const ids = await idsOf(database, tableOf(name, changed.name), theirs);
          assert(ids.length > 0, `the world has nothing to try for ${key}`);
          const call = (by: Actor, id: string, given: readonly Parameter[], turn: number) =>
            outcome(
              database,
              schema === "service" ? "service" : by,
              `select to_jsonb(answer) as answer from ${schema}.${name}(${
                given.map((it) => {
                  const own = owned.get(it.name);
                  const value = onBehalf.includes(it.name)
                    ? `'${(by as { user: string }).user}'`
                    : argumentFor(name, it, it === changed ? id : own?.[turn]);
                  return `${it.name} => ${value}::${it.type}`;
                }).join(", ")
              }) as answer`,
            );
          // With all that can be given and with what must be; beside several of the caller's own rows, if beside any.
          const needed = parameters.filter((it) => it === changed || !it.isOptional);
          for (
            const given of needed.length === parameters.length ? [needed] : [parameters, needed]
          ) {
            const turns = given.some((it) => it !== changed && owned.has(it.name)) ? 3 : 1;
            for (let turn = 0; turn < turns; turn++) {
              for (const by of callers) {
                const unknown = await call(by, crypto.randomUUID(), given, turn);
                // A call that never got there would be the same answer twice.
                assert(
                  !/^(42(?!501)|22)/.test(unknown.code) && !unknown.hint.startsWith("value."),
                  `${key} wants other arguments: ${unknown.message}`,
                );
                for (const id of ids) {
                  const known = await call(by, id, given, turn);
                  if (told[key] === undefined) assertEquals(known, unknown, key);
                  else if (JSON.stringify(known) !== JSON.stringify(unknown)) differing.add(key);
                }
              }
            }
          }
        }
      });
    }
    assertEquals([...differing], Object.keys(told), "what is meant to be told is told");
  } finally {
    await close();
  }
});

const writableTables = `
  select t.oid::regclass::text as name,
    (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute as a
     where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
       and has_column_privilege('authenticated', t.oid, a.attnum, 'insert')) as insertable,
    (select coalesce(json_agg(distinct jsonb_build_object('column', a.attname, 'table', k.confrelid::regclass)), '[]')
     from pg_constraint as k, unnest(k.conkey, k.confkey) as pair (near, far)
     join pg_attribute as a on a.attnum = pair.near
     where a.attrelid = t.oid and k.conrelid = t.oid and k.contype = 'f' and a.atttypid = 'uuid'::regtype
       and a.attname <> 'org_id' and has_column_privilege('authenticated', t.oid, a.attnum, 'insert')) as pointers,
    (select coalesce(json_agg(a.attname), '[]') from pg_attribute as a
     where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
       and has_column_privilege('authenticated', t.oid, a.attnum, 'update')) as updatable
  from pg_class as t
  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and $1
    and (has_any_column_privilege('authenticated', t.oid, 'insert')
      or exists (select from pg_attribute as a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        and a.atttypid = 'uuid'::regtype and has_column_privilege('authenticated', t.oid, a.attnum, 'update')))
  order by 1`;

const callableFunctions = `
  select n.nspname::text as schema, p.proname::text as name, has_function_privilege('anon', p.oid, 'execute') as "byVisitors",
    (select coalesce(json_agg(json_build_object('name', p.proargnames[n], 'type', format_type(given.type, null),
       'isOptional', n > p.pronargs - p.pronargdefaults) order by n), '[]')
     from unnest(p.proargtypes) with ordinality as given (type, n)) as parameters
  from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
  where p.prokind = 'f' and $1 and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
    and case nspname
      when 'public' then has_function_privilege('authenticated', p.oid, 'execute')
        or has_function_privilege('anon', p.oid, 'execute')
      when 'service' then p.proargnames && '{${onBehalf.join(",")}}'
    end
  order by 1, 2`;
