import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { refusal } from "../actor.ts";
import { letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";

/** Charges whose columns say something else than their allocations and reversals. */
const differences = (database: Database) =>
  database.query(
    `select charge.id, charge.paid_kobo, charge.is_reversed, truth.*
     from charges as charge
     cross join lateral (
       select coalesce(sum(allocation.amount_kobo), 0) as kobo,
         exists (select from charges as reversal where reversal.reverses_id = charge.id) as reversed
       from payment_allocations as allocation
       join payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
       where allocation.charge_id = charge.id
     ) as truth
     where charge.paid_kobo <> truth.kobo or charge.is_reversed <> truth.reversed`,
  );

async function addCharge(database: Database, world: World, tenancy: string, kobo: number) {
  const [charge] = await database.query<{ id: string }>(
    `insert into charges (org_id, tenancy_id, kind, period, due_on, amount_kobo, description)
     values ($1, $2, 'rent', daterange('2030-01-01', '2031-01-01'), '2030-01-01', $3, 'For the test') returning id`,
    [world.org, tenancy, kobo],
  );
  return charge?.id as string;
}

let references = 0;
async function start(database: Database, user: string, charge: string) {
  const reference = `EST-total-${++references}`;
  await database.query(
    "select service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
    [user, `{${charge}}`, reference],
  );
  return reference;
}

const settle = async (database: Database, reference: string, kobo: number) => {
  const [row] = await database.query<{ outcome: string }>(
    "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now()) as outcome",
    [reference, kobo],
  );
  return row?.outcome;
};

const stateOf = async (database: Database, charge: string) => {
  const [row] = await database.query<{ paid_kobo: number; open_kobo: number; status: string }>(
    "select paid_kobo, open_kobo, status from charge_balances where charge_id = $1",
    [charge],
  );
  return row;
};

Deno.test("what is settled of a charge stands on it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { tenant } = world.people;
    const charge = await addCharge(database, world, world.tenancy, 50_000);

    await t.step("a payment that succeeds counts, one that is taken back does not", async () => {
      const reference = await start(database, tenant.user, charge);
      assertEquals(await stateOf(database, charge), {
        paid_kobo: 0,
        open_kobo: 50_000,
        status: "open",
      });
      assertEquals(await settle(database, reference, 50_000), "settled");
      assertEquals(await stateOf(database, charge), {
        paid_kobo: 50_000,
        open_kobo: 0,
        status: "paid",
      });
      await database.query(
        "select private.move_payment(id, 'reversed', 'Charged back') from payments where reference = $1",
        [reference],
      );
      assertEquals(await stateOf(database, charge), {
        paid_kobo: 0,
        open_kobo: 50_000,
        status: "open",
      });
      assertEquals(await differences(database), []);
    });

    await t.step("no more is ever settled than was demanded", async () => {
      const reference = await start(database, tenant.user, charge);
      assertEquals(await settle(database, reference, 50_000), "settled");
      const other = await addCharge(database, world, world.tenancy, 1);
      const second = await start(database, tenant.user, other);
      assertEquals(await settle(database, second, 1), "settled");
      const refused = await refusal(database.query(
        `insert into payment_allocations (org_id, payment_id, charge_id, amount_kobo)
         select org_id, id, $2, 1 from payments where reference = $1`,
        [second, charge],
      ));
      assertEquals(refused.code, "23514");
    });

    await t.step("what is demanded is not edited, and a reversal shows", async () => {
      for (const change of ["amount_kobo = 1", "due_on = '2031-01-01'", "description = 'Other'"]) {
        const refused = await refusal(
          database.query(`update charges set ${change} where id = $1`, [charge]),
        );
        assertEquals(refused.hint, "record.append_only", change);
      }
      const wrong = await addCharge(database, world, world.tenancy, 900);
      await database.query(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, reverses_id)
         select org_id, tenancy_id, kind, due_on, -amount_kobo, 'Taken back', id from charges where id = $1`,
        [wrong],
      );
      assertEquals((await stateOf(database, wrong))?.status, "reversed");
      assertEquals(await differences(database), []);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "a demand is settled or taken back, never both, however the two meet",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      for (let round = 0; round < 20; round++) {
        const { tenancy, tenant } = await letSince(database, world, 3);
        const charge = await addCharge(database, world, tenancy.id, 70_000);
        const references = [
          await start(database, tenant.user, charge),
          await start(database, tenant.user, charge),
        ];
        await Promise.all([
          ...references.map((reference) => settle(database, reference, 70_000)),
          on(database, world.people.owner, "end_tenancy($1, 'Moved out')", tenancy.id),
        ]);
        const [row] = await database.query<{ paid_kobo: number; is_reversed: boolean }>(
          "select paid_kobo, is_reversed from charges where id = $1",
          [charge],
        );
        assertEquals(row?.is_reversed, row?.paid_kobo === 0, JSON.stringify(row));
      }
      assertEquals(await differences(database), []);
    } finally {
      await close();
    }
  },
});
