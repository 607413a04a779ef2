import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";
import { books, demand, differences, owedBy, pay, settle, start } from "./owed.ts";

const draw = (database: Database) => database.query("select private.draw_credit()", []);

/** A tenancy whose rent is paid and whose tenant paid `kobo` too much: a charge that was paid twice. */
async function withCredit(database: Database, world: World, kobo: number) {
  const { tenancy, tenant } = await letSince(database, world, 0);
  const [rent] = await owedBy(database, tenancy.id, "rent");
  await pay(database, tenant.user, [rent?.id as string]);
  const charge = await demand(database, world.people.owner, tenancy.id, kobo, "2027-01-01");
  const [one, two] = [
    await start(database, tenant.user, [charge]),
    await start(database, tenant.user, [charge]),
  ];
  await settle(database, one);
  await settle(database, two);
  return { id: tenancy.id, user: tenant.user, payment: two, charge };
}

const creditOf = async (database: Database, tenancy: string) =>
  Number(
    (await database.query<{ kobo: number }>(
      "select coalesce(sum(left_kobo), 0)::bigint as kobo from payment_credits where tenancy_id = $1",
      [tenancy],
    ))[0]?.kobo,
  );

Deno.test("what was paid too much settles what falls due next", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, otherTenant } = world.people;

    await t.step("the oldest first, as far as it goes; the books move it from credit", async () => {
      const home = await withCredit(database, world, 10_000);
      assertEquals(await creditOf(database, home.id), 10_000);
      await draw(database);
      assertEquals(await creditOf(database, home.id), 10_000, "nothing is open");
      const before = await books(database, world.org);
      const later = await demand(database, owner, home.id, 9_000, "2027-03-01");
      const sooner = await demand(database, owner, home.id, 4_000, "2027-02-01");
      await draw(database);
      const paid = async (id: string) =>
        (await owedBy(database, home.id)).find((it) => it.id === id)?.paid_kobo;
      assertEquals([await paid(sooner), await paid(later)], [4_000, 6_000]);
      assertEquals(await creditOf(database, home.id), 0);
      const after = await books(database, world.org);
      assertEquals(
        [after["tenant_credit"] ?? 0, after["tenant_receivable"]],
        [
          (before["tenant_credit"] ?? 0) + 10_000,
          (before["tenant_receivable"] ?? 0) + 13_000 - 10_000,
        ],
      );
      assertEquals(
        await database.query(
          "select kind::text from ledger_entries where source_id in (select id from credit_draws where payment_id = $1)",
          [home.payment.id],
        ),
        [{ kind: "credit_drawn" }, { kind: "credit_drawn" }],
      );
      await draw(database);
      assertEquals([await paid(sooner), await paid(later)], [4_000, 6_000]);
    });

    await t.step("of a payment that is taken back nothing is drawn", async () => {
      const home = await withCredit(database, world, 10_000);
      await database.query("select private.move_payment($1, 'reversed', 'Charged back')", [
        home.payment.id,
      ]);
      assertEquals(await creditOf(database, home.id), 0);
      const charge = await demand(database, owner, home.id, 9_000, "2027-03-01");
      await draw(database);
      assertEquals((await owedBy(database, home.id)).find((it) => it.id === charge)?.paid_kobo, 0);
    });

    await t.step("and what had been drawn of it is open again", async () => {
      const home = await withCredit(database, world, 10_000);
      const charge = await demand(database, owner, home.id, 9_000, "2027-03-01");
      await draw(database);
      await database.query("select private.move_payment($1, 'reversed', 'Charged back')", [
        home.payment.id,
      ]);
      assertEquals((await owedBy(database, home.id)).find((it) => it.id === charge)?.paid_kobo, 0);
      assertEquals(await creditOf(database, home.id), 0);
    });

    await t.step(
      "a pair of payment and charge that met before does not stop the others",
      async () => {
        const home = await withCredit(database, world, 10_000);
        // The first payment is charged back, and the charge that the second one overpaid is open: it settles that.
        await database.query(
          `select private.move_payment(payment_id, 'reversed', 'Charged back') from payment_allocations where charge_id = $1`,
          [home.charge],
        );
        await draw(database);
        assertEquals(
          (await owedBy(database, home.id)).find((it) => it.id === home.charge)?.paid_kobo,
          10_000,
        );
      },
    );

    await t.step("who renews takes it along", async () => {
      const home = await withCredit(database, world, 10_000);
      const renewal = await on(database, owner, "offer_renewal($1, 12000000)", home.id);
      await draw(database);
      assertEquals(await creditOf(database, home.id), 10_000, "not of what is only offered");
      await on(database, home, "accept_tenancy($1)", renewal.id);
      await draw(database);
      assertEquals(
        (await owedBy(database, renewal.id, "rent")).map((it) => it.paid_kobo),
        [10_000],
      );
    });

    await t.step(
      "and the books agree",
      async () => assertEquals(await differences(database, world.org), []),
    );

    await t.step("both sides see it, others do not", async () => {
      const home = await withCredit(database, world, 500);
      for (const by of [owner, accountant, { user: home.user }]) {
        assertEquals(
          await as(database, by, "select left_kobo from payment_credits where tenancy_id = $1", [
            home.id,
          ]),
          [{ left_kobo: 500 }],
        );
      }
      for (const by of [otherTenant, world.people.agent]) {
        assertEquals(
          await as(database, by, "select 1 from payment_credits where tenancy_id = $1", [home.id]),
          [],
        );
      }
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "no credit is used twice, whoever draws, pays and takes back at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { owner } = world.people;
      const homes = [];
      for (let n = 0; n < 8; n++) homes.push(await withCredit(database, world, 10_000));
      for (const home of homes) {
        for (const month of ["02", "03", "04"]) {
          await demand(database, owner, home.id, 6_000, `2027-${month}-01`);
        }
      }
      const open = await Promise.all(
        homes.map(async (home) =>
          start(
            database,
            home.user,
            (await owedBy(database, home.id)).filter((it) => it.paid_kobo === 0).map((it) => it.id),
          )
        ),
      );
      await Promise.all([
        ...[1, 2, 3, 4, 5, 6].map(() => draw(database)),
        ...open.slice(0, 4).map((payment) => settle(database, payment)),
        ...homes.slice(4, 6).map((home) =>
          database.query("select private.move_payment($1, 'reversed', 'Charged back')", [
            home.payment.id,
          ])
        ),
      ]);
      while (true) {
        const [row] = await database.query<{ n: number }>("select private.draw_credit() as n", []);
        if (row?.n === 0) break;
      }
      const wrong = await database.query(
        `select payment.id from payments as payment
         cross join lateral (
           select coalesce(sum(amount_kobo), 0) as kobo from payment_allocations where payment_id = payment.id) as allocated
         left join payment_credits as credit on credit.payment_id = payment.id
         where payment.status = 'succeeded' and payment.amount_kobo <> allocated.kobo + coalesce(credit.left_kobo, 0)`,
        [],
      );
      assertEquals(wrong, [], "every payment is what it settled and what is left of it");
      assertEquals(await differences(database, world.org), []);
      const accounts = await books(database, world.org);
      const [left] = await database.query<{ kobo: number }>(
        "select coalesce(sum(left_kobo), 0)::bigint as kobo from payment_credits as credit join payments as p on p.id = credit.payment_id and p.status = 'succeeded'",
        [],
      );
      const [reversed] = await database.query<{ kobo: number }>(
        `select coalesce(sum(line.credit_kobo - line.debit_kobo), 0)::bigint as kobo from ledger_entries as entry
         join ledger_lines as line on line.entry_id = entry.id
         join ledger_accounts as account on account.id = line.account_id and account.kind = 'tenant_credit'
         where entry.source_id in (select id from payments where status = 'reversed')
           or entry.source_id in (select draw.id from credit_draws as draw join payments as p on p.id = draw.payment_id and p.status = 'reversed')`,
        [],
      );
      assertEquals(
        -(accounts["tenant_credit"] ?? 0),
        Number(left?.kobo) + Number(reversed?.kobo),
        "the account of credit is what is left, and what stands in the entries of payments taken back",
      );
    } finally {
      await close();
    }
  },
});
