import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { call, demand, owedBy, pay } from "./owed.ts";

const postFees = (database: Database, asOf: string) =>
  database.query("select private.post_late_fees($1::text::date)", [asOf]);

/** A Nigerian date so many days from today. */
const inDays = async (database: Database, days: number) =>
  (await database.query<{ day: string }>("select (private.lagos_date() + $1::int)::text as day", [
    days,
  ]))[0]?.day as string;

Deno.test("late fees follow the rule of the tenancy", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, tenant, otherOwner } = world.people;
    const day = (days: number) => inDays(database, days);
    const set = (given: Record<string, unknown>, by = owner) =>
      call<{ id: string; tenancy_id: string }>(database, by, "set_late_fee", {
        tenancy_id: world.tenancy,
        grace_days: 7,
        bps: 500,
        ...given,
      }, "id, tenancy_id");
    const tenancyWith = async (rule: Record<string, unknown>) => {
      const { tenancy, tenant: payer } = await letSince(database, world, 0);
      const [rent] = await owedBy(database, tenancy.id, "rent");
      await pay(database, payer.user, [rent?.id as string]);
      await set({ tenancy_id: tenancy.id, ...rule });
      return { id: tenancy.id, user: payer.user };
    };
    const feesOf = async (tenancy: string) =>
      (await owedBy(database, tenancy, "penalty")).map((it) => it.amount_kobo);

    await t.step("nothing within the days of grace, then once, of what is open", async () => {
      const home = await tenancyWith({});
      const charge = await demand(database, owner, home.id, 100_000, await day(1));
      await postFees(database, await day(8));
      assertEquals(await feesOf(home.id), []);
      await postFees(database, await day(9));
      assertEquals(await feesOf(home.id), [5_000]);
      for (const later of [9, 10, 40, 400]) await postFees(database, await day(later));
      assertEquals(
        await feesOf(home.id),
        [5_000],
        "a fee for a fee, or a second one, there is not",
      );
      const [fee] = await owedBy(database, home.id, "penalty");
      assertEquals(fee?.description, "Late: Diesel");
      const told = await as<{ payload: Record<string, unknown> }>(
        database,
        { user: home.user },
        "select payload from notifications where kind = 'late_fee_charged'",
      );
      assertEquals(told.map((it) => [it.payload["late_id"], it.payload["amount_kobo"]]), [
        [charge, 5_000],
      ]);
      await as(database, owner, "select reverse_charge($1, 'As a courtesy')", [fee?.id]);
      await postFees(database, await day(401));
      assertEquals(await feesOf(home.id), [], "one that was taken back never comes again");
      await pay(database, home.user, [charge]);
    });

    await t.step("a fixed amount, a cap, and what the law of the place allows", async () => {
      const fixed = await tenancyWith({ bps: null, amount_kobo: 2_500 });
      const capped = await tenancyWith({ bps: 1_000, cap_kobo: 3_000 });
      const plain = await tenancyWith({ bps: 1_000 });
      for (const { id } of [fixed, capped]) {
        await demand(database, owner, id, 100_000, await day(1));
      }
      await postFees(database, await day(30));
      await database.query(
        `insert into legal_rules (jurisdiction, rule_key, most, in_force, certainty, source, section, message) values
           ('Lagos', 'late_fee_bps', 200, '[2020-01-01,)', 'law', 'A law of the test', 's.1', 'No more than two percent.'),
           ('Lagos', 'late_fee_bps', 100, null, 'bill', 'A bill of the test', 's.1', 'No more than one percent.')`,
        [],
      );
      await demand(database, owner, plain.id, 100_000, await day(31));
      await postFees(database, await day(60));
      assertEquals(
        [await feesOf(fixed.id), await feesOf(capped.id), await feesOf(plain.id)],
        [[2_500], [3_000], [2_000]],
      );
      await database.query("delete from legal_rules where rule_key = 'late_fee_bps'", []);
    });

    await t.step("one fee for a charge that was divided, of all that is late of it", async () => {
      const home = await tenancyWith({ bps: 1_000 });
      const charge = await demand(database, owner, home.id, 90_000, await day(1));
      await as(database, owner, "select divide_charge($1, $2::text::jsonb)", [
        charge,
        JSON.stringify([
          { due_on: await day(1), amount_kobo: 40_000 },
          { due_on: await day(31), amount_kobo: 50_000 },
        ]),
      ]);
      await postFees(database, await day(20));
      assertEquals(await feesOf(home.id), [4_000]);
      await postFees(database, await day(60));
      assertEquals(await feesOf(home.id), [4_000]);
    });

    await t.step(
      "one fee for a charge that is corrected, or whose part is divided again",
      async () => {
        const home = await tenancyWith({ bps: 1_000 });
        const wrong = await demand(database, owner, home.id, 90_000, await day(1));
        await postFees(database, await day(20));
        assertEquals(await feesOf(home.id), [9_000]);
        await as(database, owner, "select reverse_charge($1, 'Too much', 50000)", [wrong]);
        await postFees(database, await day(40));
        assertEquals(await feesOf(home.id), [9_000], "it is the same debt");

        const divide = async (
          charge: string | undefined,
          ...parts: [days: number, kobo: number][]
        ) =>
          await as<{ id: string }>(
            database,
            owner,
            "select id from divide_charge($1, $2::text::jsonb)",
            [
              charge,
              JSON.stringify(
                await Promise.all(
                  parts.map(async ([days, kobo]) => ({
                    due_on: await day(days),
                    amount_kobo: kobo,
                  })),
                ),
              ),
            ],
          );
        const [right] = await owedBy(database, home.id, "utility");
        await divide(right?.id, [1, 20_000], [2, 30_000]);
        await postFees(database, await day(90));
        assertEquals(await feesOf(home.id), [9_000]);

        const divided = await tenancyWith({ bps: 1_000 });
        const whole = await demand(database, owner, divided.id, 60_000, await day(1));
        const [, second] = await divide(whole, [1, 20_000], [11, 40_000]);
        await postFees(database, await day(10));
        assertEquals(await feesOf(divided.id), [2_000]);
        await divide(second?.id, [11, 15_000], [12, 25_000]);
        await postFees(database, await day(90));
        assertEquals(await feesOf(divided.id), [2_000], "however often it is divided");
      },
    );

    await t.step("a demand whose client_id is a charge's id keeps no fee away", async () => {
      const home = await tenancyWith({ bps: 1_000 });
      const charge = await demand(database, owner, home.id, 90_000, await day(1));
      await call(database, owner, "demand_charge", {
        tenancy_id: home.id,
        kind: "penalty",
        amount_kobo: 1,
        due_on: await day(1),
        description: "Nothing much",
        client_id: charge,
      });
      await postFees(database, await day(20));
      assertEquals(await feesOf(home.id), [1, 9_000]);
    });

    await t.step("what was late before the rule is not fined, nor what is paid", async () => {
      const { tenancy } = await letSince(database, world, 2);
      await set({ tenancy_id: tenancy.id });
      await postFees(database, await day(30));
      assertEquals(await feesOf(tenancy.id), []);
      const home = await tenancyWith({});
      const charge = await demand(database, owner, home.id, 100_000, await day(1));
      await pay(database, home.user, [charge]);
      await postFees(database, await day(30));
      assertEquals(await feesOf(home.id), []);
    });

    await t.step("a rule takes another's place, and ends", async () => {
      const home = await tenancyWith({});
      const first = await set({ tenancy_id: home.id });
      assertEquals((await set({ tenancy_id: home.id })).id, first.id, "the same again");
      const second = await set({ tenancy_id: home.id, grace_days: 3 });
      assertEquals(second.id === first.id, false);
      const ended = await as(database, owner, "select end_late_fee($1) as it", [home.id]);
      const again = await as(database, owner, "select end_late_fee($1) as it", [home.id]);
      assertEquals([ended, again], [[{ it: true }], [{ it: false }]]);
      await demand(database, owner, home.id, 100_000, await day(1));
      await postFees(database, await day(60));
      assertEquals(await feesOf(home.id), []);
    });

    await t.step("rules that make no sense, and rights", async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ grace_days: null }, "grace_days"],
        [{ grace_days: -1 }, "grace_days"],
        [{ grace_days: 91 }, "grace_days"],
        [{ bps: null }, "amount_kobo"],
        [{ amount_kobo: 100 }, "amount_kobo"],
        [{ bps: null, amount_kobo: 0 }, "amount_kobo"],
        [{ bps: 0 }, "bps"],
        [{ bps: 10_001 }, "bps"],
        [{ cap_kobo: 0 }, "cap_kobo"],
      ];
      for (const [changes, field] of wrong) {
        assertEquals(
          await problem(set(changes)),
          ["PT400", "charge.bad_late_fee", field],
          JSON.stringify(changes),
        );
      }
      assertEquals((await problem(set({}, agent)))[1], "auth.forbidden");
      for (const by of [tenant, otherOwner]) {
        assertEquals((await problem(set({}, by)))[1], "tenancy.not_found");
      }
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many clocks at once fine a late charge once, and a payment that meets them is whole",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { owner } = world.people;
      const homes = [];
      for (let n = 0; n < 6; n++) {
        const { tenancy, tenant } = await letSince(database, world, 0);
        await call(database, owner, "set_late_fee", {
          tenancy_id: tenancy.id,
          grace_days: 0,
          bps: 1_000,
        });
        homes.push({
          id: tenancy.id,
          user: tenant.user,
          charge: await demand(database, owner, tenancy.id, 50_000, await inDays(database, 1)),
        });
      }
      const then = await inDays(database, 2);
      await Promise.all([
        ...[1, 2, 3, 4].map(() => postFees(database, then)),
        ...homes.map(({ user, charge }) => pay(database, user, [charge])),
      ]);
      for (const { id } of homes) {
        const fees = await owedBy(database, id, "penalty");
        // Of the rent, which nobody paid, and of the charge unless it was paid first.
        assertEquals(fees.filter((it) => it.amount_kobo === 1_000_000).length, 1);
        assertEquals(fees.every((it) => [5_000, 1_000_000].includes(it.amount_kobo)), true);
        assertEquals(fees.length <= 2, true);
      }
    } finally {
      await close();
    }
  },
});
