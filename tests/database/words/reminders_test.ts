/** Reminders: which stage is told when, to whom, and that none is told twice. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem } from "../actor.ts";
import { call, demand, owedBy, pay, start } from "../money/owed.ts";
import { allow, cardOf, saveCard } from "../money/saving.ts";
import { knownTenant, letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, type World } from "../world.ts";
import { claim, givePhone, openOutbox, standing } from "./outbox.ts";

/** Runs the job as of so many days from today until it finds nothing. */
const remind = (database: Database, days: number) =>
  database.exec(
    `do $$ begin while private.remind_of_charges((private.lagos_date() + (${days}))::public.calendar_date) > 0 loop end loop; end $$`,
  );

const day = async (database: Database, days: number) =>
  (await database.query<{ day: string }>("select (private.lagos_date() + $1::int)::text as day", [
    days,
  ]))[0]!.day;

/** What somebody was reminded of: kind, stage, amount in kobo, how many charges. */
const toldOf = async (database: Database, user: string) =>
  (await database.query<{ line: string }>(
    `select concat_ws(' ', kind, payload ->> 'days', payload ->> 'amount_kobo', jsonb_array_length(payload -> 'charge_ids')) as line
     from notifications where user_id = $1 and kind in ('rent_due', 'rent_overdue') order by id`,
    [user],
  )).map((it) => it.line);

/** A tenancy whose rent is paid, with one charge due so many days from today. */
async function owing(database: Database, world: World, days: number, kobo = 50_000) {
  const { tenancy, tenant } = await letSince(database, world, 0);
  const [rent] = await owedBy(database, tenancy.id, "rent");
  await pay(database, tenant.user, [rent!.id]);
  const charge = await demand(
    database,
    world.people.owner,
    tenancy.id,
    kobo,
    await day(database, days),
  );
  return { tenancy: tenancy.id, user: tenant.user, charge };
}

Deno.test("reminders go by the rule of the organization, each stage once", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, agent, stranger, otherOwner } = world.people;

    await t.step(
      "a week before, on the day, three and ten days after, and then no more",
      async () => {
        const home = await owing(database, world, 10);
        for (let on = 0; on <= 60; on++) await remind(database, on);
        assertEquals(await toldOf(database, home.user), [
          "rent_due -7 50000 1",
          "rent_due 0 50000 1",
          "rent_overdue 3 50000 1",
          "rent_overdue 10 50000 1",
        ]);
      },
    );

    await t.step(
      "after an outage of days what holds today, once; and never what is old",
      async () => {
        const home = await owing(database, world, 10);
        const old = await owing(database, world, 1);
        await database.query("delete from private.reminder_looks where $1", [true]);
        await remind(database, 22);
        await remind(database, 23);
        assertEquals(await toldOf(database, home.user), ["rent_overdue 10 50000 1"]);
        const late = await owing(database, world, 1);
        await database.query("delete from private.reminder_looks where $1", [true]);
        await remind(database, 45);
        assertEquals(await toldOf(database, late.user), []);
        assertEquals(await toldOf(database, old.user), ["rent_overdue 10 50000 1"]);
      },
    );

    await t.step(
      "several charges of a day are one, and all who are on the tenancy hear it",
      async () => {
        const home = await owing(database, world, 7);
        await demand(database, owner, home.tenancy, 20_000, await day(database, 7));
        const mate = await knownTenant(database, world);
        await as(database, owner, "select add_tenancy_party($1, $2)", [home.tenancy, mate.id]);
        await database.query("delete from private.reminder_looks where $1", [true]);
        await remind(database, 0);
        assertEquals(await toldOf(database, home.user), ["rent_due -7 70000 2"]);
        assertEquals(await toldOf(database, mate.user), ["rent_due -7 70000 2"]);
        const [note] = await as<{ subject: string; path: string; title: string }>(
          database,
          { user: home.user },
          "select subject_id as subject, payload ->> 'path' as path, title from notifications where kind = 'rent_due'",
        );
        assertEquals([note?.subject, note?.path], [home.tenancy, `/tenancies/${home.tenancy}/pay`]);
        assert(note?.title.startsWith("₦700 is due on "));
      },
    );

    await t.step(
      "it stops when it is paid, taken back, or waits for the payee's word",
      async () => {
        const [paid, reversed, part] = [
          await owing(database, world, 9),
          await owing(database, world, 9),
          await owing(database, world, 9),
        ];
        await database.query("delete from private.reminder_looks where $1", [true]);
        await pay(database, paid.user, [paid.charge]);
        await as(database, owner, "select reverse_charge($1, 'A mistake')", [reversed.charge]);
        await start(database, part.user, [part.charge]);
        await remind(database, 3);
        assertEquals(await toldOf(database, paid.user), []);
        assertEquals(await toldOf(database, reversed.user), []);
        assertEquals(
          await toldOf(database, part.user),
          ["rent_due -7 50000 1"],
          "a checkout pays nothing",
        );
      },
    );

    await t.step("nor of what autopay takes; of what it does not, they are reminded", async () => {
      const home = await owing(database, world, 30);
      await saveCard(database, home.user, home.charge, { card: crypto.randomUUID() });
      await allow(database, { user: home.user }, {
        tenancy_id: home.tenancy,
        authorization_id: await cardOf(database, home.user),
        most_per_charge_kobo: 60_000,
        most_per_month_kobo: 600_000,
      });
      await demand(database, owner, home.tenancy, 90_000, await day(database, 30));
      await database.query("delete from private.reminder_looks where $1", [true]);
      await remind(database, 24);
      assertEquals(await toldOf(database, home.user), ["rent_due -7 90000 1"]);
    });

    await t.step("a rule of one's own, previewed, and only by who may", async () => {
      const home = await owing(database, world, 20);
      const preview = async (days: string | null, by = owner) =>
        (await as<{ line: string }>(
          database,
          by,
          `select concat_ws(' ', stage, goes_on - private.lagos_date(), amount_kobo, people) as line
           from preview_reminders($1, $3, (private.lagos_date() + 40)::text) where tenancy_id = $2`,
          [world.org, home.tenancy, days],
        )).map((it) => it.line);
      assertEquals(await preview(null), [
        "-7 13 50000 1",
        "0 20 50000 1",
        "3 23 50000 1",
        "10 30 50000 1",
      ]);
      assertEquals(
        await preview("{5,-14,5}"),
        ["-14 6 50000 1", "5 25 50000 1"],
      );
      const set = async (days: unknown, by = owner) =>
        (await as<{ days: number[] }>(database, by, "select set_reminder_rule($1, $2) as days", [
          world.org,
          days,
        ]))[0]?.days;
      const rule = (by = owner) =>
        as<{ days: number[]; is_own: boolean }>(database, by, "select * from reminder_rule($1)", [
          world.org,
        ]);
      assertEquals(await rule(), [{ days: [-7, 0, 3, 10], is_own: false }]);
      assertEquals(await problem(rule(agent)), ["PT403", "auth.forbidden", undefined]);
      assertEquals(await set("{5,-14,5}"), [-14, 5]);
      assertEquals(await set("{5,-14,5}"), [-14, 5]);
      assertEquals(await rule(), [{ days: [-14, 5], is_own: true }]);
      await remind(database, 6);
      await remind(database, 25);
      assertEquals(await toldOf(database, home.user), [
        "rent_due -14 50000 1",
        "rent_overdue 5 50000 1",
      ]);
      assertEquals(await preview(null), []);
      assertEquals(await set("{}"), []);
      assertEquals(await set(null), [-7, 0, 3, 10]);
      for (const bad of ["{91}", "{-61}", "{1,null}", `{${[...Array(11).keys()].join(",")}}`]) {
        assertEquals(await problem(set(bad)), ["PT400", "reminder.bad_days", "days"]);
      }
      for (const by of [agent, stranger, otherOwner]) {
        assertEquals(await problem(set("{0}", by)), ["PT403", "auth.forbidden", undefined]);
        assertEquals(await problem(preview(null, by)), ["PT403", "auth.forbidden", undefined]);
      }
    });

    await t.step("now, by hand, is the same stage and no second one", async () => {
      const home = await owing(database, world, 2);
      const now = async (by = owner) =>
        (await call<{ told: number }>(
          database,
          by,
          "remind_tenancy",
          { tenancy_id: home.tenancy },
          "remind_tenancy as told",
        )).told;
      assertEquals([await now(), await now()], [1, 0]);
      await database.query("delete from private.reminder_looks where $1", [true]);
      await remind(database, 0);
      assertEquals(await toldOf(database, home.user), ["rent_due -7 50000 1"]);
      assertEquals(await problem(now(agent)), ["PT403", "auth.forbidden", undefined]);
      assertEquals(await problem(now(stranger)), ["PT404", "tenancy.not_found", "tenancy_id"]);
    });

    await t.step("a rule that is changed all day tells of one stage a day", async () => {
      const home = await owing(database, world, -5);
      for (const stage of [0, 1, 2, 3, 4, 5]) {
        await as(database, owner, "select set_reminder_rule($1, $2)", [world.org, [stage]]);
        await as(database, owner, "select remind_tenancy($1)", [home.tenancy]);
        await remind(database, 0);
      }
      assertEquals(await toldOf(database, home.user), ["rent_overdue 0 50000 1"]);
      await as(database, owner, "select set_reminder_rule($1)", [world.org]);
    });

    await t.step("an organization that is suspended reminds nobody, by hand neither", async () => {
      const home = await owing(database, world, 7);
      await database.query("update organizations set suspended_at = now() where id = $1", [
        world.org,
      ]);
      await database.query("delete from private.reminder_looks where $1", [true]);
      await remind(database, 0);
      await as(database, owner, "select remind_tenancy($1)", [home.tenancy]);
      assertEquals(await toldOf(database, home.user), []);
      await database.query("update organizations set suspended_at = null where id = $1", [
        world.org,
      ]);
      await remind(database, 0);
      assertEquals(await toldOf(database, home.user), ["rent_due -7 50000 1"]);
    });

    await t.step(
      "the SMS carries a link that pays, and does not go to who paid meanwhile",
      async () => {
        const [home, other] = [await owing(database, world, 7), await owing(database, world, 7)];
        await openOutbox(database);
        for (const { user } of [home, other]) await givePhone(database, user);
        for (const { tenancy } of [home, other]) {
          await as(database, owner, "select remind_tenancy($1)", [tenancy]);
        }
        await pay(database, other.user, [other.charge]);
        await database.query("delete from private.deliveries where kind not like $1", ["rent%"]);
        const sms = await claim(database, "sms");
        assertEquals(sms.length, 1);
        assert(
          sms[0]?.text.startsWith("Ada Homes: NGN500 is due on ") &&
            sms[0].text.endsWith(`Pay here: https://app.example/tenancies/${home.tenancy}/pay`),
          sms[0]?.text,
        );
        assertEquals(sms[0]?.pages, 1);
        assertEquals(
          (await standing(database, other.user)).filter((it) => it.startsWith("sms")),
          ["sms suppressed settled"],
        );
      },
    );
  } finally {
    await close();
  }
});

Deno.test("no organization's debts keep the tenants of others from being reminded", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    await t.step("more is owed than one amount may be", async () => {
      const home = await owing(database, world, 0);
      await database.query(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, client_id)
         select org_id, tenancy_id, kind, due_on, 10000000000000, 'Of many ' || n, gen_random_uuid()
         from charges, generate_series(1, 101) as n where id = $1`,
        [home.charge],
      );
      await remind(database, 0);
      assertEquals(await toldOf(database, home.user), ["rent_due 0 1010000000050000 102"]);
    });
    await t.step("what fails for one is done for the next, and tried again tomorrow", async () => {
      const home = await owing(database, world, 0);
      const [other] = await database.query<{ id: string }>(
        "insert into organizations (id, name, kind, address) select '00000000-0000-7000-8000-000000000001', 'First of all', kind, address from organizations where id = $1 returning id",
        [world.org],
      );
      await database.exec(`
        create or replace function private.reminder_days(org_id uuid) returns smallint[] language plpgsql stable set search_path = '' as $$
        begin
          if reminder_days.org_id = '${other!.id}' then raise 'broken'; end if;
          return '{0}';
        end $$;
        delete from private.reminder_looks`);
      await remind(database, 0);
      assertEquals(await toldOf(database, home.user), ["rent_due 0 50000 1"]);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many clocks and hands at once tell each stage once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const homes = [];
      for (let n = 0; n < 8; n++) homes.push(await owing(database, world, 7));
      await Promise.all([
        ...Array.from({ length: 4 }, () => remind(database, 0)),
        ...homes.map(({ tenancy }) =>
          as(database, world.people.owner, "select remind_tenancy($1)", [tenancy])
        ),
      ]);
      await remind(database, 0);
      for (const { user } of homes) {
        assertEquals(await toldOf(database, user), ["rent_due -7 50000 1"]);
      }
    } finally {
      await close();
    }
  },
});

Deno.test({
  name:
    "whoever changes an organization and whoever reminds its tenants do not wait for each other",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const home = await owing(database, world, 7);
      await database.query("delete from private.reminder_looks where $1", [true]);
      await database.transaction(async (changing) => {
        await changing.query("select from organizations where id = $1 for no key update", [
          world.org,
        ]);
        await database.exec(
          "set lock_timeout = '5s'; do $$ begin while private.remind_of_charges() > 0 loop end loop; end $$; reset lock_timeout",
        );
        assertEquals(await toldOf(database, home.user), ["rent_due -7 50000 1"]);
      });
      await database.query("delete from private.reminder_looks where $1", [true]);
      await database.transaction(async (reminding) => {
        await reminding.query("select private.remind_of_charges()", []);
        await database.exec(
          `set lock_timeout = '5s'; update organizations set name = 'Changed meanwhile' where id = '${world.org}'; reset lock_timeout`,
        );
      });
    } finally {
      await close();
    }
  },
});
