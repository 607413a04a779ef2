import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { as, problem, refusal } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { books, call, type Charge, demand, generate, owedBy, pay, settle, start } from "./owed.ts";

Deno.test("a charge is taken back with a reason, once, and not while money stands on it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, otherOwner, tenant } = world.people;
    const reverse = (charge: string, given: Record<string, unknown> = {}, by = owner) =>
      call<{ id: string; amount_kobo: number; description: string }>(
        database,
        by,
        "reverse_charge",
        {
          charge_id: charge,
          reason: "Billed to the wrong flat",
          ...given,
        },
        "id, amount_kobo, description",
      );

    await t.step("the reversal says why; a repeat is the same; the books are even", async () => {
      const before = await books(database, world.org);
      const charge = await demand(database, owner, world.tenancy, 7_000, "2027-01-31");
      const made = await reverse(charge);
      assertEquals([made.amount_kobo, made.description], [
        -7_000,
        "Taken back: Billed to the wrong flat",
      ]);
      assertEquals((await reverse(charge, { reason: "Sent again" })).id, made.id);
      assertEquals(await books(database, world.org), before);
      assertEquals(await problem(reverse(made.id)), ["PT409", "charge.is_reversal", "charge_id"]);
    });

    await t.step(
      "rent that was wrong: another amount in its place, never more, never again",
      async () => {
        const { tenancy } = await letSince(database, world, 2, { per: "month", months: 3 });
        const [first, second] = await owedBy(database, tenancy.id, "rent") as [Charge, Charge];
        assertEquals(
          await problem(reverse(first.id, { instead_kobo: 10_000_001 })),
          ["PT400", "charge.bad_reversal", "instead_kobo"],
        );
        await reverse(first.id, { instead_kobo: 6_000_000 });
        await reverse(second.id);
        await generate(database, "2028-01-01");
        assertEquals(
          (await owedBy(database, tenancy.id, "rent")).map((it) => [it.days, it.amount_kobo]),
          [[first.days, 6_000_000], [
            (await owedBy(database, tenancy.id, "rent")).at(-1)?.days,
            10_000_000,
          ]],
        );
      },
    );

    await t.step("what is paid stays, and the refusal says what to do", async () => {
      const charge = await demand(database, owner, world.tenancy, 7_000, "2027-01-31");
      await pay(database, tenant.user, [charge]);
      const refused = await refusal(reverse(charge));
      assertEquals([refused.hint, /Take an offline payment back first/.test(refused.message)], [
        "charge.has_money",
        true,
      ]);
      assertEquals(JSON.parse(refused.detail).paid_kobo, 7_000);
    });

    await t.step("reasons and rights", async () => {
      const charge = await demand(database, owner, world.tenancy, 7_000, "2027-01-31");
      for (const reason of [null, " ", "ab", "x".repeat(251)]) {
        assertEquals(await problem(reverse(charge, { reason })), [
          "PT400",
          "charge.bad_reversal",
          "reason",
        ]);
      }
      assertEquals((await problem(reverse(charge, {}, agent)))[1], "auth.forbidden");
      for (const by of [tenant, otherOwner]) {
        assertEquals(await problem(reverse(charge, {}, by)), [
          "PT404",
          "charge.not_found",
          "charge_id",
        ]);
      }
    });
  } finally {
    await close();
  }
});

Deno.test("a charge is divided into instalments", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, tenant, otherOwner } = world.people;
    const divide = (charge: string, parts: unknown, by = owner) =>
      as<Charge>(
        database,
        by,
        `select id, due_on::text, amount_kobo, description, period::text as days from divide_charge($1, $2::text::jsonb)`,
        [charge, JSON.stringify(parts)],
      );
    const quarters = (kobo: number[]) =>
      ["2027-01-01", "2027-04-01", "2027-07-01", "2027-10-01"].map((due_on, n) => ({
        due_on,
        amount_kobo: kobo[n],
      }));

    await t.step(
      "each part is due, paid and late by itself; the year is charged once",
      async () => {
        const { tenancy, tenant: payer } = await letSince(database, world, 0);
        const [year] = await owedBy(database, tenancy.id) as [Charge];
        const plan = quarters([4_000_000, 2_000_000, 2_000_000, 2_000_000]);
        const before = await books(database, world.org);
        const parts = await divide(year.id, plan);
        assertEquals(parts.map((it) => [it.due_on, it.amount_kobo, it.days]), [
          ["2027-01-01", 4_000_000, year.days],
          ["2027-04-01", 2_000_000, year.days],
          ["2027-07-01", 2_000_000, year.days],
          ["2027-10-01", 2_000_000, year.days],
        ]);
        assertEquals(parts[1]?.description, `${year.description} (part 2 of 4)`);
        assertEquals(await books(database, world.org), before, "no more is owed than before");
        assertEquals((await divide(year.id, plan)).map((it) => it.id), parts.map((it) => it.id));
        assertEquals(
          await problem(divide(year.id, quarters([1_000_000, 3_000_000, 3_000_000, 3_000_000]))),
          ["PT409", "charge.settled", "charge_id"],
        );
        await pay(database, payer.user, [parts[0]?.id as string]);
        await generate(database, "2027-06-01");
        const [status] = await database.query(
          `select paid_through::text as paid, next_due_on::text as next, next_due_kobo::text as kobo from rent_status where tenancy_id = $1`,
          [tenancy.id],
        );
        assertEquals(status, { paid: null, next: "2027-04-01", kobo: "2000000" });
        await pay(database, payer.user, parts.slice(1).map((it) => it.id));
        assertEquals(
          (await owedBy(database, tenancy.id)).every((it) => it.paid_kobo === it.amount_kobo),
          true,
        );
      },
    );

    await t.step("plans that make no sense are refused by the field", async () => {
      const charge = await demand(database, owner, world.tenancy, 1_000, "2027-01-01");
      const wrong: [unknown, string][] = [
        [null, "parts"],
        [{}, "parts"],
        [quarters([1_000]).slice(0, 1), "parts"],
        [quarters([250, 250, 250, 251]), "parts"],
        [[1, 2], "parts.0"],
        [[{ due_on: "2027-01-01", amount_kobo: 500, note: "x" }, {}], "parts.0.note"],
        [[{ amount_kobo: 500 }, {}], "parts.0.due_on"],
        [[{ due_on: "2027-01-01", amount_kobo: "500" }, {}], "parts.0.amount_kobo"],
        [[{ due_on: "2027-01-01", amount_kobo: 0 }, {}], "parts.0.amount_kobo"],
        [
          [{ due_on: "2026-12-31", amount_kobo: 500 }, { due_on: "2027-02-01", amount_kobo: 500 }],
          "parts.0.due_on",
        ],
        [
          [{ due_on: "2027-02-01", amount_kobo: 500 }, { due_on: "2027-02-01", amount_kobo: 500 }],
          "parts.1.due_on",
        ],
        [
          [{ due_on: "2027-02-01", amount_kobo: 500 }, { due_on: "2029-02-01", amount_kobo: 500 }],
          "parts.1.due_on",
        ],
        [Array.from({ length: 25 }, () => ({})), "parts"],
      ];
      for (const [parts, field] of wrong) {
        assertEquals(
          await problem(divide(charge, parts)),
          ["PT400", "charge.bad_parts", field],
          JSON.stringify(parts),
        );
      }
      assertEquals(
        await problem(divide(charge, [{ due_on: "tomorrow", amount_kobo: 500 }, {}])),
        ["PT400", "value.bad_date", "parts.0.due_on"],
      );
      assertEquals(
        await problem(divide(charge, [{ due_on: "2027-02-01", amount_kobo: 0.5 }, {}])),
        ["PT400", "value.bad_amount", "parts.0.amount_kobo"],
      );
      const plan = quarters([250, 250, 250, 250]);
      assertEquals((await problem(divide(charge, plan, agent)))[1], "auth.forbidden");
      for (const by of [tenant, otherOwner]) {
        assertEquals((await problem(divide(charge, plan, by)))[1], "charge.not_found");
      }
      await pay(database, tenant.user, [charge]);
      assertEquals((await problem(divide(charge, plan)))[1], "charge.has_money");
    });

    await t.step("whatever the parts, they and their tax come to the whole", () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 2, maxLength: 24 }),
          fc.integer({ min: 0, max: 10_000 }),
          async (amounts, bps) => {
            const total = amounts.reduce((sum, it) => sum + it, 0);
            const [charge] = await database.query<{ id: string; tax: number }>(
              `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, wht_kobo)
               values ($1, $2, 'other', '2027-01-01', $3, 'For the test', private.percent_of($3, $4)) returning id, wht_kobo as tax`,
              [world.org, world.tenancy, total, bps],
            );
            await database.query(
              "update private.person_limits set burst = null where action = $1",
              ["divide_charge"],
            );
            const parts = await divide(
              charge?.id as string,
              amounts.map((amount_kobo, n) => ({
                due_on: new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10),
                amount_kobo,
              })),
            );
            const [sum] = await database.query<{ kobo: number; tax: number; broken: boolean }>(
              `select sum(amount_kobo)::bigint as kobo, sum(wht_kobo)::bigint as tax, bool_or(wht_kobo > amount_kobo) as broken
               from charges where id = any ($1::text::uuid[])`,
              [`{${parts.map((it) => it.id).join(",")}}`],
            );
            assertEquals(
              [Number(sum?.kobo), Number(sum?.tax), sum?.broken],
              [total, Number(charge?.tax), false],
            );
          },
        ),
        { numRuns: 15 },
      ));
  } finally {
    await close();
  }
});

Deno.test({
  name: "a charge is settled, taken back or divided, one of them, however they meet",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { owner, tenant } = world.people;
      const ends: Record<string, number> = {};
      for (let round = 0; round < 24; round++) {
        const charge = await demand(database, owner, world.tenancy, 1_000, "2027-01-01");
        const payment = await start(database, tenant.user, [charge]);
        const later = round % 3 === 0 ? 4 : 0;
        await Promise.allSettled([
          settle(database, payment),
          new Promise((done) => setTimeout(done, later)).then(() =>
            as(database, owner, "select reverse_charge($1, 'Wrong flat')", [charge])
          ),
          as(database, owner, "select divide_charge($1, $2::text::jsonb)", [
            charge,
            JSON.stringify([{ due_on: "2027-01-01", amount_kobo: 400 }, {
              due_on: "2027-02-01",
              amount_kobo: 600,
            }]),
          ]),
        ]);
        const [row] = await database.query<
          { paid: number; reversed: boolean; parts: number; left: number }
        >(
          `select charge.paid_kobo::int as paid, charge.is_reversed as reversed,
             (select count(*)::int from charge_parts where whole_id = charge.id) as parts,
             coalesce((select left_kobo::int from payment_credits where payment_id = $2), 0) as left
           from charges as charge where charge.id = $1`,
          [charge, payment.id],
        );
        const end = row?.paid === 1_000 ? "paid" : row?.parts === 2 ? "divided" : "taken back";
        ends[end] = (ends[end] ?? 0) + 1;
        assertEquals(row?.reversed, end !== "paid");
        assertEquals(row?.left, end === "paid" ? 0 : 1_000, "nobody's money disappears");
      }
      const [sound] = await database.query(
        "select count(*)::int as n from charges where reverses_id is null and is_reversed and paid_kobo > 0",
        [],
      );
      assertEquals(sound, { n: 0 }, JSON.stringify(ends));
    } finally {
      await close();
    }
  },
});
