import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { differences, owedBy, pay } from "./owed.ts";
import { disputed, paidHome, refunded } from "./refunding.ts";

Deno.test("reports, receipts and what is owed follow what went back", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const { tenancy, tenant } = await letSince(database, world, 0);
    const [rent] = await owedBy(database, tenancy.id, "rent");
    const payment = await pay(database, tenant.user, [rent?.id as string]);
    const whole = Number(rent?.amount_kobo);
    const status = async () =>
      (await database.query<{ arrears: number; paid: number }>(
        "select arrears_kobo::float8 as arrears, paid_kobo::float8 as paid from rent_status where tenancy_id = $1",
        [tenancy.id],
      ))[0];
    const check = async () => {
      const [receipt] = await database.query<{ token: string }>(
        "select token from receipts where payment_id = $1",
        [payment.id],
      );
      const [row] = await as(
        database,
        "visitor",
        "select status, valid, refunded_kobo::float8 as refunded from verify_receipt($1)",
        [receipt?.token],
      );
      return row;
    };
    const collected = async () =>
      (await as<{ kobo: number }>(
        database,
        owner,
        "select coalesce(sum(amount_kobo), 0)::float8 as kobo from collections($1, (private.lagos_date() - 400)::text, private.lagos_date()::text)",
        [world.org],
      ))[0]?.kobo as number;
    const statement = async () => (await as<{ entry: string; kobo: number; balance: number }>(
      database,
      owner,
      "select entry, received_kobo::float8 as kobo, balance_kobo::float8 as balance from owner_statement($1, (private.lagos_date() - 400)::text, (private.lagos_date())::text)",
      [world.org],
    ));
    const [before, closing] = [await collected(), (await statement()).at(-1)?.balance as number];
    assertEquals(await check(), { status: "valid", valid: true, refunded: 0 });

    await t.step("a part: the receipt holds and says so", async () => {
      await refunded(database, world, payment.id, whole / 4);
      assertEquals(await check(), { status: "partly_refunded", valid: true, refunded: whole / 4 });
      assertEquals((await status())?.paid, whole * 3 / 4);
      assertEquals(before - await collected(), whole / 4);
      const rows = await statement();
      assertEquals(rows.find((it) => it.entry === "refund")?.kobo, -whole / 4);
      assertEquals((rows.at(-1)?.balance as number) - closing, whole / 4);
      const relief = await as<{ kobo: number }>(
        database,
        tenant,
        "select amount_kobo::float8 as kobo from rent_relief_statement(extract(year from private.lagos_date())::integer)",
      );
      assertEquals(relief.map((it) => it.kobo), [whole * 3 / 4]);
    });

    await t.step(
      "the rest: the receipt is void, the payment still one that succeeded",
      async () => {
        await refunded(database, world, payment.id, whole * 3 / 4);
        assertEquals((await check())?.["status"], "void");
        assertEquals((await status())?.paid, 0);
        assertEquals(before - await collected(), whole);
        const [row] = await database.query(
          "select status::text, returned_kobo = amount_kobo as all_back from payments where id = $1",
          [payment.id],
        );
        assertEquals(row, { status: "succeeded", all_back: true });
      },
    );
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

const undone = new Error("undone");

/** Something that went past triggers and constraints, and what of it the proof names beside what it names already. */
const damages: readonly { sql: string; what: string }[] = [
  { sql: "update payment_returns set amount_kobo = amount_kobo + 1", what: "return_not_booked" },
  { sql: "delete from payment_return_parts", what: "return_not_booked" },
  {
    sql: "update refunds set status = 'failed' where status = 'succeeded'",
    what: "return_not_booked",
  },
  { sql: "update disputes set status = 'won' where status = 'lost'", what: "return_not_booked" },
  { sql: "delete from payment_returns where kind = 'refund'", what: "refund_not_returned" },
  { sql: "delete from payment_returns where kind = 'chargeback'", what: "dispute_not_returned" },
  { sql: "update payments set returned_kobo = 0", what: "payment_returns" },
  { sql: "update payment_credits set left_kobo = left_kobo + 1", what: "credit_left" },
  {
    sql: "update payment_return_parts set amount_kobo = amount_kobo + 100000",
    what: "payment_returns",
  },
];

Deno.test("the nightly proof finds refunds and chargebacks that do not agree with the books", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const home = await paidHome(database, world);
    await refunded(database, world, home.payment.id, 2_000);
    await disputed(database, home.payment.reference, "lost", { kobo: 3_000 });
    await database.query(
      "insert into payment_credits (payment_id, org_id, tenancy_id, left_kobo) values ($1, $2, $3, 0)",
      [home.payment.id, world.org, home.tenancy],
    );
    assertEquals(await differences(database, world.org), []);
    for (const { sql, what } of damages) {
      await t.step(`${sql.slice(0, 60)}: ${what}`, async () => {
        await database.transaction(async (tx) => {
          await tx.exec(`set local session_replication_role = replica; ${sql}`);
          const found = await tx.query<{ what: string }>(
            "select distinct what from private.ledger_differences($1)",
            [world.org],
          );
          assert(found.some((it) => it.what === what), JSON.stringify(found));
          throw undone;
        }).catch((error) => {
          if (error !== undone) throw error;
        });
      });
    }
  } finally {
    await close();
  }
});
