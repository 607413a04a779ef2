import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addDocument, type World } from "../world.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { addSchedule, books, call, demand, differences, owedBy, pay } from "./owed.ts";
import { request } from "./refunding.ts";

interface Deposit {
  demanded: number;
  paid: number;
  deducted: number;
  held: number;
  due: boolean;
}

const depositOf = async (database: Database, by: { user: string }, tenancy: string) =>
  (await as<Deposit>(
    database,
    by,
    `select demanded_kobo::int as demanded, paid_kobo::int as paid, deducted_kobo::int as deducted, held_kobo::int as held,
       is_due_for_refund as due from deposit_of($1)`,
    [tenancy],
  ))[0];

/** A tenancy with a deposit of 300,000 kobo that is paid, and a move-in inspection. */
async function withDeposit(database: Database, world: World) {
  const { owner } = world.people;
  const let_ = await letSince(database, world, 3);
  await addSchedule(database, owner, {
    tenancy_id: let_.tenancy.id,
    kind: "caution_deposit",
    amount_kobo: 300_000,
  });
  const charges = await owedBy(database, let_.tenancy.id);
  await pay(database, let_.tenant.user, charges.map((it) => it.id));
  return { id: let_.tenancy.id, user: let_.tenant.user };
}

/** A signed inspection of two items in a condition. */
async function inspect(
  database: Database,
  world: World,
  home: { id: string; user: string },
  call: string,
  condition: string,
) {
  const { owner } = world.people;
  const [made] = await as<{ id: string }>(database, owner, `select id from ${call}`, [home.id]);
  await as(database, owner, "select save_inspection($1, $2::text::jsonb)", [
    made?.id,
    JSON.stringify([
      { room: "Kitchen", item: "Sink", condition },
      { room: "Kitchen", item: "Cooker", condition: "good" },
    ]),
  ]);
  const [offered] = await as<{ hash: string }>(
    database,
    owner,
    "select content_hash as hash from offer_inspection($1)",
    [made?.id],
  );
  for (const by of [owner, { user: home.user }]) {
    await as(database, by, "select sign_inspection($1, $2)", [made?.id, offered?.hash]);
  }
  return await database.query<{ id: string; item: string }>(
    "select id, item from inspection_items where inspection_id = $1 order by position",
    [made?.id],
  );
}

Deno.test("whoever may know of a deposit reads the same of it, and nobody else reads anything", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, agent, manager, stranger, otherOwner } = world.people;
    const home = await withDeposit(database, world);
    const tenant = { user: home.user };

    await t.step(
      "with a refund under way, which nobody but the payee may have asked for",
      async () => {
        const [payment] = await database.query<{ id: string }>(
          `select payment.id from payments as payment join payment_allocations as allocation on allocation.payment_id = payment.id
         join charges as charge on charge.id = allocation.charge_id
         where payment.tenancy_id = $1 and charge.kind = 'caution_deposit'`,
          [home.id],
        );
        const [charge] = await owedBy(database, home.id, "caution_deposit");
        await request(database, accountant, payment?.id ?? "", 120_000, { charge_id: charge?.id });
        const shown = { demanded: 300_000, paid: 300_000, deducted: 0, held: 180_000, due: false };
        for (const by of [owner, accountant, manager, tenant]) {
          assertEquals(await depositOf(database, by, home.id), shown);
        }
        for (const by of [agent, stranger, otherOwner]) {
          assertEquals(await depositOf(database, by, home.id), undefined);
        }
      },
    );

    await t.step("who came with a renewal reads of what was paid before", async () => {
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", home.id);
      await on(database, tenant, "accept_tenancy($1)", renewal.id);
      const partner = await knownTenant(database, world);
      await as(database, owner, "select add_tenancy_party($1, $2)", [renewal.id, partner.id]);
      assertEquals(await depositOf(database, partner, home.id), undefined, "not their tenancy");
      for (const by of [owner, tenant, partner]) {
        const seen = await depositOf(database, by, renewal.id);
        assertEquals([seen?.paid, seen?.held], [300_000, 180_000]);
      }
    });
  } finally {
    await close();
  }
});

Deno.test("a deposit is held, deducted from with evidence, and the rest is due", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, otherOwner } = world.people;
    const deduct = (given: Record<string, unknown>, by = owner) =>
      call<{ id: string; charge_id: string }>(
        database,
        by,
        "deduct_from_deposit",
        {
          reason: "The sink is broken",
          amount_kobo: 50_000,
          client_id: crypto.randomUUID(),
          ...given,
        },
        "id, charge_id",
      );

    await t.step("it is a liability while they live there, and after", async () => {
      const before = await books(database, world.org);
      const home = await withDeposit(database, world);
      const after = await books(database, world.org);
      assertEquals((after["deposits_held"] ?? 0) - (before["deposits_held"] ?? 0), -300_000);
      assertEquals(await depositOf(database, owner, home.id), {
        demanded: 300_000,
        paid: 300_000,
        deducted: 0,
        held: 300_000,
        due: false,
      });
      assertEquals(
        (await problem(deduct({ tenancy_id: home.id, item_id: crypto.randomUUID() })))[1],
        "deposit.still_let",
      );
      assertEquals(await depositOf(database, world.people.stranger, home.id), undefined);
    });

    await t.step(
      "damage that two inspections show, a paper, a debt; never more than is held",
      async () => {
        const home = await withDeposit(database, world);
        await inspect(
          database,
          world,
          home,
          "schedule_inspection($1, 'move_in', now()::text)",
          "good",
        );
        const owed = await demand(database, owner, home.id, 90_000, "2027-01-01");
        const [sink, cooker] = await inspect(
          database,
          world,
          home,
          "begin_move_out($1, now()::text)",
          "damaged",
        );
        await as(database, owner, "select end_tenancy($1, 'Moved out')", [home.id]);
        assertEquals((await depositOf(database, { user: home.user }, home.id))?.due, true);
        const tenancy_id = home.id;
        for (
          const [given, field] of [
            [{}, "item_id"],
            [{ item_id: cooker?.id }, "item_id"],
            [{ item_id: crypto.randomUUID() }, "item_id"],
            [{ document_id: crypto.randomUUID() }, "document_id"],
            [{ charge_id: world.charge }, "charge_id"],
            [{ charge_id: owed, amount_kobo: 90_001 }, "charge_id"],
            [{ item_id: sink?.id, reason: " " }, "reason"],
            [{ item_id: sink?.id, amount_kobo: 0 }, "amount_kobo"],
            [{ item_id: sink?.id, amount_kobo: null }, "amount_kobo"],
            [{ item_id: sink?.id, client_id: null }, "client_id"],
          ] as const
        ) {
          assertEquals(
            await problem(deduct({ tenancy_id, ...given })),
            ["PT400", "deposit.bad_deduction", field],
            JSON.stringify(given),
          );
        }
        const before = await books(database, world.org);
        const client_id = crypto.randomUUID();
        const broken = await deduct({ tenancy_id, item_id: sink?.id, client_id });
        assertEquals((await deduct({ tenancy_id, item_id: sink?.id, client_id })).id, broken.id);
        assertEquals(
          (await problem(deduct({ tenancy_id, item_id: sink?.id, client_id, amount_kobo: 1 })))[1],
          "deposit.already_deducted",
        );
        assertEquals(
          await problem(deduct({ tenancy_id, item_id: sink?.id, client_id, reason: "Another" })),
          ["PT409", "deposit.already_deducted", "client_id"],
        );
        assertEquals(await problem(deduct({ tenancy_id, item_id: sink?.id })), [
          "PT409",
          "deposit.already_deducted",
          "item_id",
        ]);
        const paper = await addDocument(database, owner, { org: world.org, tenancy_id });
        assertEquals(
          (await problem(deduct({ tenancy_id, document_id: paper, client_id })))[1],
          "deposit.already_deducted",
        );
        await deduct({ tenancy_id, document_id: paper, amount_kobo: 20_000, reason: "Cleaning" });
        await deduct({
          tenancy_id,
          charge_id: owed,
          amount_kobo: 90_000,
          reason: "Diesel of January",
        });
        const after = await books(database, world.org);
        const moved = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0);
        assertEquals(
          [moved("deposits_held"), moved("other_income"), moved("tenant_receivable")],
          [160_000, -70_000, -90_000],
        );
        assertEquals(await depositOf(database, { user: home.user }, home.id), {
          demanded: 300_000,
          paid: 300_000,
          deducted: 160_000,
          held: 140_000,
          due: true,
        });
        assertEquals(
          await problem(deduct({ tenancy_id, document_id: paper, amount_kobo: 140_001 })),
          ["PT409", "deposit.not_enough", "amount_kobo"],
        );
        const told = await as<{ title: string }>(
          database,
          { user: home.user },
          "select distinct title from notifications where kind = 'payment_settled' and title like '%deposit%'",
        );
        assertEquals(told.map((it) => it.title), ["Part of your deposit was kept"]);
        assertEquals(
          (await problem(deduct({ tenancy_id, document_id: paper }, agent)))[1],
          "auth.forbidden",
        );
        for (const by of [otherOwner, { user: home.user }]) {
          assertEquals(
            (await problem(deduct({ tenancy_id, document_id: paper }, by)))[1],
            "tenancy.not_found",
          );
        }
      },
    );

    await t.step("a deduction that is taken back is held again, and the books agree", async () => {
      const home = await withDeposit(database, world);
      const paper = await addDocument(database, owner, { org: world.org, tenancy_id: home.id });
      await as(database, owner, "select end_tenancy($1, 'Moved out')", [home.id]);
      const debt = await demand(database, owner, home.id, 40_000, "2026-11-01");
      const damage = await deduct({ tenancy_id: home.id, document_id: paper });
      const settled = await deduct({ tenancy_id: home.id, charge_id: debt, amount_kobo: 40_000 });
      assertEquals((await depositOf(database, owner, home.id))?.held, 210_000);
      const takeBack = (id: string, reason: string | null = "The wrong flat", by = owner) =>
        call<{ id: string }>(
          database,
          by,
          "take_back_deduction",
          { deduction_id: id, reason },
          "id",
        );
      for (const reason of [null, " x ", "x".repeat(251)]) {
        assertEquals(
          await problem(takeBack(damage.id, reason)),
          ["PT400", "deposit.bad_deduction", "reason"],
        );
      }
      assertEquals((await problem(takeBack(damage.id, "Why", agent)))[1], "auth.forbidden");
      for (const by of [otherOwner, { user: home.user }]) {
        assertEquals(
          await problem(takeBack(damage.id, "Why", by)),
          ["PT404", "deposit.deduction_not_found", "deduction_id"],
        );
      }
      await takeBack(damage.id);
      assertEquals((await takeBack(damage.id)).id, damage.id, "sent twice");
      const told = await database.query<{ user_id: string; reason: string }>(
        `select user_id, payload ->> 'reason' as reason from notifications
         where kind = 'deduction_taken_back' and subject_id = $1`,
        [home.id],
      );
      assertEquals(
        told.filter(({ user_id }) => user_id === home.user),
        [{ user_id: home.user, reason: "The wrong flat" }],
        "the tenants hear it once, with the reason",
      );
      assertEquals(told.some(({ user_id }) => user_id === owner.user), false, "who did it knows");
      assertEquals((await depositOf(database, owner, home.id))?.held, 260_000);
      assertEquals(
        (await owedBy(database, home.id, "damage")).length,
        0,
        "what was demanded for it is taken back with it",
      );
      await takeBack(settled.id);
      assertEquals((await depositOf(database, owner, home.id))?.held, 300_000);
      assertEquals(
        (await owedBy(database, home.id, "utility")).map((it) => [it.id, it.paid_kobo]),
        [[debt, 0]],
        "what was owed before is owed again",
      );
      const read = await as<{ reason: string }>(
        database,
        { user: home.user },
        "select reason from receipt_voids order by voided_at",
      );
      assertEquals(read.map((it) => it.reason), ["The wrong flat", "The wrong flat"]);
      assertEquals(await differences(database, world.org), []);
      await deduct({ tenancy_id: home.id, document_id: paper, amount_kobo: 300_000 });
    });

    await t.step("who renews leaves it where it is, until the renewal ends", async () => {
      const home = await withDeposit(database, world);
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", home.id);
      await on(database, home, "accept_tenancy($1)", renewal.id);
      await database.query(
        "select private.advance_tenancies(ends_on) from tenancies where id = $1",
        [home.id],
      );
      assertEquals((await depositOf(database, owner, home.id))?.held, 0);
      assertEquals((await depositOf(database, owner, renewal.id))?.held, 300_000);
      assertEquals(
        (await problem(deduct({ tenancy_id: home.id, item_id: crypto.randomUUID() })))[1],
        "deposit.still_let",
      );
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "two members who deduct at once keep no more than is held",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { owner, manager, accountant } = world.people;
      const home = await withDeposit(database, world);
      const paper = await addDocument(database, owner, { org: world.org, tenancy_id: home.id });
      await as(database, owner, "select end_tenancy($1, 'Moved out')", [home.id]);
      const outcomes = await Promise.allSettled(
        [owner, manager, accountant, owner, manager].map((by) =>
          as(
            database,
            by,
            "select deduct_from_deposit($1, 100000, 'Cleaning', document_id => $2, client_id => gen_random_uuid())",
            [
              home.id,
              paper,
            ],
          )
        ),
      );
      assertEquals(outcomes.filter((it) => it.status === "fulfilled").length, 3);
      assertEquals((await depositOf(database, owner, home.id))?.held, 0);
    } finally {
      await close();
    }
  },
});
