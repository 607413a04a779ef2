import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { advance, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";
import { addSchedule, generate, owedBy, pay } from "./owed.ts";

/** A monthly tenancy whose term of `months` was over `ago` months ago, held over and charged until today. */
async function heldOver(database: Database, world: World, months: number, ago: number) {
  const let_ = await letSince(database, world, months + ago, { per: "month", months });
  await advance(database);
  await generate(database);
  return let_;
}

const statusOf = async (database: Database, tenancy: string) =>
  (await database.query<{ status: string; next: string | null; paid: string | null }>(
    `select status::text, next_due_on::text as next, paid_through::text as paid from rent_status where tenancy_id = $1`,
    [tenancy],
  ))[0];

/** So many months from today, as the rents of the tenancies of these tests count them. */
const startOf = async (database: Database, tenancy: string, n: number) =>
  (await database.query<{ day: string }>(
    "select (starts_on + make_interval(months => $2))::date::text as day from tenancies where id = $1",
    [tenancy, n],
  ))[0]?.day as string;

Deno.test("rent goes on while tenants hold over", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;

    await t.step("period by period until today, and no further", async () => {
      const { tenancy } = await heldOver(database, world, 3, 2);
      const rents = await owedBy(database, tenancy.id, "rent");
      // Three months of the term and those that began since: the last one begins today.
      assertEquals(rents.length, 6);
      assertEquals(rents[5]?.due_on, await startOf(database, tenancy.id, 5));
      assertEquals(rents.map((it) => it.amount_kobo), Array(6).fill(10_000_000));
      await generate(database);
      assertEquals((await owedBy(database, tenancy.id, "rent")).length, 6, "run again");
      const status = await statusOf(database, tenancy.id);
      assertEquals([status?.status, status?.next], [
        "holding_over",
        await startOf(database, tenancy.id, 5),
      ]);
    });

    await t.step(
      "the next one is charged when it begins, not ahead; possession ends it",
      async () => {
        const { tenancy } = await heldOver(database, world, 3, 2);
        const next = await startOf(database, tenancy.id, 6);
        await database.query("select private.generate_charges($1::text::date - 1)", [next]);
        assertEquals((await owedBy(database, tenancy.id, "rent")).length, 6);
        await generate(database, next);
        assertEquals((await owedBy(database, tenancy.id, "rent")).length, 7);
        await as(database, owner, "select end_tenancy($1, 'Moved out', $2)", [
          tenancy.id,
          await startOf(database, tenancy.id, 4),
        ]);
        assertEquals(
          (await owedBy(database, tenancy.id, "rent")).map((it) => it.due_on).at(-1),
          await startOf(database, tenancy.id, 3),
          "what began after possession returned is taken back",
        );
        await generate(database, await startOf(database, tenancy.id, 9));
        assertEquals((await owedBy(database, tenancy.id, "rent")).length, 4);
      },
    );

    await t.step("what an outage left uncharged is owed at the end", async () => {
      const { tenancy } = await letSince(database, world, 5, { per: "month", months: 3 });
      await advance(database);
      // No night's job ran: the three months of the term are there, those after it are not.
      assertEquals((await owedBy(database, tenancy.id, "rent")).length, 3);
      await as(database, owner, "select end_tenancy($1, 'Moved out')", [tenancy.id]);
      assertEquals((await owedBy(database, tenancy.id, "rent")).length, 5);
    });

    await t.step(
      "notice that runs past the term: rent until it has run out, and after",
      async () => {
        const { tenancy } = await letSince(database, world, 2, { per: "month", months: 3 });
        await as(database, owner, "select give_notice($1, $2, 'We need the flat')", [
          tenancy.id,
          await startOf(database, tenancy.id, 5),
        ]);
        await generate(database, await startOf(database, tenancy.id, 4));
        assertEquals(
          (await owedBy(database, tenancy.id, "rent")).map((it) => it.due_on).at(-1),
          await startOf(database, tenancy.id, 4),
        );
      },
    );

    await t.step("what was agreed to end is not charged on, what goes on is", async () => {
      const { tenancy } = await letSince(database, world, 2, { per: "month", months: 3 });
      const common = { tenancy_id: tenancy.id, amount_kobo: 100, period: "month" };
      await addSchedule(database, owner, { ...common, kind: "service_charge" });
      await addSchedule(database, owner, {
        ...common,
        kind: "utility",
        until_on: await startOf(database, tenancy.id, 3),
      });
      const over = await startOf(database, tenancy.id, 5);
      await database.query("select private.advance_tenancies($1::text::date)", [over]);
      await generate(database, over);
      const last = async (kind: string) =>
        (await owedBy(database, tenancy.id, kind)).map((it) => it.due_on).at(-1);
      assertEquals(await last("service_charge"), over);
      assertEquals(await last("utility") !== over, true);
    });

    await t.step("a renewal agreed late charges no day twice", async () => {
      const { tenancy, tenant } = await heldOver(database, world, 3, 2);
      const rents = await owedBy(database, tenancy.id, "rent");
      // All of the term, and the first month after it.
      await pay(database, tenant.user, rents.slice(0, 4).map((it) => it.id));
      await addSchedule(database, owner, {
        tenancy_id: tenancy.id,
        kind: "service_charge",
        amount_kobo: 700,
        period: "month",
      });
      const renewal = await on(
        database,
        owner,
        "offer_renewal($1, 12000000, null, 12)",
        tenancy.id,
      );
      await on(database, tenant, "accept_tenancy($1)", renewal.id);
      assertEquals(
        (await owedBy(database, tenancy.id, "rent")).length,
        4,
        "what was paid stays, what was not is taken back",
      );
      const [first] = await owedBy(database, renewal.id, "rent");
      assertEquals([first?.due_on, first?.amount_kobo], [
        await startOf(database, tenancy.id, 4),
        12_000_000,
      ]);
      const twice = await database.query(
        `select one.id from charges as one join charges as other on other.kind = one.kind and other.id > one.id and other.period && one.period
         where one.tenancy_id in ($1, $2) and other.tenancy_id in ($1, $2) and one.reverses_id is null and other.reverses_id is null
           and not one.is_reversed and not other.is_reversed`,
        [tenancy.id, renewal.id],
      );
      assertEquals(twice, []);
      const [service] = await owedBy(database, renewal.id, "service_charge");
      assertEquals(service?.amount_kobo, 700, "the service charge goes on");
    });
  } finally {
    await close();
  }
});

Deno.test("the calendar of Lagos: month ends, year ends, leap days", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const daysOf = async (
      first: string,
      until: string,
      period: string,
      day: number,
      asOf: string,
    ) => {
      const [unit] = await database.query<{ id: string }>(
        `insert into charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days)
         values ($1, $2, 'utility', 1000, private.period_length($3::text::price_period), $4, $5, $6) returning id`,
        [world.org, world.tenancy, period, first, until, day - 1],
      );
      await generate(database, asOf);
      return (await database.query<{ days: string }>(
        "select concat_ws(' ', lower(period), upper(period), due_on) as days from charges where schedule_id = $1 order by due_on",
        [unit?.id],
      )).map((row) => row.days);
    };
    await t.step("a leap day starts a year that ends on 28 February, and comes back", async () => {
      assertEquals(await daysOf("2028-02-29", "2033-01-01", "year", 1, "2032-06-01"), [
        "2028-02-29 2029-02-28 2028-02-29",
        "2029-02-28 2030-02-28 2029-02-28",
        "2030-02-28 2031-02-28 2030-02-28",
        "2031-02-28 2032-02-29 2031-02-28",
        "2032-02-29 2033-02-28 2032-02-29",
      ]);
    });
    await t.step("months over a year's end and a leap February", async () => {
      assertEquals(await daysOf("2027-12-31", "2028-04-30", "month", 31, "2028-06-01"), [
        "2027-12-31 2028-01-31 2028-01-30",
        "2028-01-31 2028-02-29 2028-02-28",
        "2028-02-29 2028-03-31 2028-03-30",
        "2028-03-31 2028-04-30 2028-04-29",
      ]);
    });
    await t.step("the day is Nigeria's: at 23:30 UTC it is tomorrow there", async () => {
      const [row] = await database.query(
        `select private.lagos_date('2027-12-31 22:59:59Z')::text as before, private.lagos_date('2027-12-31 23:00:00Z')::text as after`,
        [],
      );
      assertEquals(row, { before: "2027-12-31", after: "2028-01-01" });
    });
    await t.step("the last days that a date can have stop nothing", async () => {
      const last = await daysOf("2199-11-15", "2199-12-31", "month", 31, "2199-12-31");
      assertEquals(last, [
        "2199-11-15 2199-12-15 2199-12-14",
        "2199-12-15 2200-01-15 2199-12-31",
      ]);
      assertEquals((await daysOf("1861-01-01", "1861-02-01", "week", 1, "2026-12-01")).length, 5);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "a clock that runs while possession returns leaves no rent after it",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { owner } = world.people;
      for (let round = 0; round < 10; round++) {
        const { tenancy } = await letSince(database, world, 5, { per: "month", months: 3 });
        await advance(database);
        await Promise.all([
          generate(database),
          generate(database),
          as(database, owner, "select end_tenancy($1, 'Moved out')", [tenancy.id]),
        ]);
        await generate(database);
        assertEquals((await owedBy(database, tenancy.id, "rent")).length, 5);
      }
    } finally {
      await close();
    }
  },
});
