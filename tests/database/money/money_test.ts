import { assertEquals, assertMatch } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface ReceiptRow {
  kind: string;
  number: string;
  serial: number;
  amount_kobo: number;
  hash: string;
  previous_hash: string;
  computed: string;
  items: { description: string }[];
}

Deno.test("money keeps its rules", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const addCharge = async (kind: string, kobo: number) => {
      const [charge] = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, $3, '2026-12-01', $4, 'For the test') returning id`,
        [world.org, world.tenancy, kind, kobo],
      );
      return charge?.id as string;
    };
    let references = 0;
    const start = async (charges: string[]) => {
      const reference = `EST-money-${++references}`;
      const [payment] = await as<{ id: string; amount_kobo: number }>(
        database,
        "service",
        "select * from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
        [people.tenant.user, `{${charges.join(",")}}`, reference],
      );
      return { reference, id: payment?.id as string, kobo: payment?.amount_kobo as number };
    };
    const settle = async (reference: string, kobo: number, currency = "NGN") => {
      const [row] = await database.query<{ outcome: string }>(
        "select private.settle_payment('paystack', $1, $2, $3, $4, now(), 'card', 100) as outcome",
        [reference, crypto.randomUUID(), kobo, currency],
      );
      return row?.outcome;
    };
    const receiptsOf = (payment: string) =>
      database.query<ReceiptRow>(
        "select r.*, private.receipt_hash(r) as computed from receipts as r where payment_id = $1 order by serial",
        [payment],
      );
    const exceptionsOf = async (payment: string) =>
      (await database.query<{ kind: string }>(
        "select kind from payment_exceptions where payment_id = $1 order by kind",
        [payment],
      )).map((row) => row.kind);

    await t.step("the rent of a year is charged once, however often the job runs", async () => {
      await database.query("select private.generate_charges($1)", ["2026-12-01"]);
      await database.query("select private.generate_charges($1)", ["2035-01-01"]);
      const charges = await database.query(
        "select period::text, due_on::text, amount_kobo from charges where tenancy_id = $1 and kind = 'rent'",
        [world.tenancy],
      );
      assertEquals(charges, [
        { period: "[2026-12-01,2027-12-01)", due_on: "2026-12-01", amount_kobo: 120_000_000 },
      ]);
    });

    await t.step(
      "one payment of rent, deposit and service charge gets three receipts in one chain",
      async () => {
        const payment = await start([
          await addCharge("rent", 500_000),
          await addCharge("caution_deposit", 300_000),
          await addCharge("service_charge", 200_000),
        ]);
        assertEquals(payment.kobo, 1_000_000);
        assertEquals(await settle(payment.reference, 1_000_000), "settled");
        const receipts = await receiptsOf(payment.id);
        assertEquals(receipts.map((it) => [it.kind, it.amount_kobo, it.serial]), [
          ["rent", 500_000, 2],
          ["deposit", 300_000, 3],
          ["service_charge", 200_000, 4],
        ]);
        assertMatch(receipts[0]?.number ?? "", /^R-\d{4}-000002$/);
        assertEquals(receipts[1]?.previous_hash, receipts[0]?.hash);
        assertEquals(receipts[2]?.previous_hash, receipts[1]?.hash);
        for (const receipt of receipts) assertEquals(receipt.computed, receipt.hash);
      },
    );

    await t.step("a repeat is already settled and adds nothing", async () => {
      const payment = await start([await addCharge("utility", 70_000)]);
      assertEquals(await settle(payment.reference, 70_000), "settled");
      assertEquals(await settle(payment.reference, 70_000), "already_settled");
      assertEquals((await receiptsOf(payment.id)).length, 1);
    });

    await t.step(
      "another amount or currency than asked for settles nothing and is traced",
      async () => {
        const less = await start([await addCharge("utility", 70_000)]);
        assertEquals(await settle(less.reference, 700), "needs_review");
        const dollars = await start([await addCharge("utility", 70_000)]);
        assertEquals(await settle(dollars.reference, 70_000, "USD"), "needs_review");
        assertEquals(await exceptionsOf(less.id), ["amount_mismatch"]);
        assertEquals(await exceptionsOf(dollars.id), ["currency_mismatch"]);
        const settled = await database.query(
          "select 1 from payment_allocations where payment_id in ($1, $2)",
          [less.id, dollars.id],
        );
        assertEquals([settled, await receiptsOf(less.id)], [[], []]);
        assertEquals(await settle("EST-never-heard-of", 1), "unknown_reference");
      },
    );

    await t.step(
      "a charge paid twice leaves the tenant a credit, with a receipt and a trace",
      async () => {
        const charge = await addCharge("penalty", 90_000);
        const [first, second] = [await start([charge]), await start([charge])];
        assertEquals(await settle(first.reference, 90_000), "settled");
        assertEquals(await settle(second.reference, 90_000), "settled");
        const [receipt] = await receiptsOf(second.id);
        assertEquals([receipt?.amount_kobo, receipt?.items[0]?.description], [
          90_000,
          "Credit on account",
        ]);
        assertEquals(await exceptionsOf(second.id), ["overpaid"]);
        const [credit] = await database.query(
          `select l.credit_kobo from ledger_lines as l join ledger_accounts as a on a.id = l.account_id
         join ledger_entries as e on e.id = l.entry_id where e.source_id = $1 and a.kind = 'tenant_credit'`,
          [second.id],
        );
        assertEquals(credit, { credit_kobo: 90_000 });
      },
    );

    await t.step("what is settled or another's cannot be paid", async () => {
      assertEquals((await refusal(start([world.charge]))).hint, "charge.settled");
      const foreign = as(
        database,
        "service",
        "select service.start_payment($1, $2::text::uuid[], 'paystack', 'EST-foreign-1')",
        [people.otherTenant.user, `{${world.charge}}`],
      );
      assertEquals((await refusal(foreign)).hint, "charge.not_found");
    });

    await t.step("a reversed charge is owed no more and keeps its slot", async () => {
      const [rent] = await database.query<{ id: string }>(
        `select c.id from charges as c join tenancies as t on t.id = c.tenancy_id
         where t.unit_id = $1 and c.kind = 'rent'`,
        [world.otherUnit],
      );
      await database.query(
        `insert into charges (org_id, tenancy_id, schedule_id, kind, period, due_on, amount_kobo, description, reverses_id)
         select org_id, tenancy_id, schedule_id, kind, period, due_on, -amount_kobo, 'Reversal', id
         from charges where id = $1`,
        [rent?.id],
      );
      const [made] = await database.query(
        "select private.generate_charges($1) as made",
        ["2026-12-01"],
      );
      assertEquals(made, { made: 0 });
      const [balance] = await database.query(
        "select status, open_kobo from charge_balances where charge_id = $1",
        [rent?.id],
      );
      assertEquals(balance, { status: "reversed", open_kobo: 0 });
    });

    await t.step(
      "nobody edits, deletes or empties evidence, not even the owner of the database",
      async () => {
        for (const table of ["charges", "receipts", "ledger_entries", "ledger_lines"]) {
          for (
            const sql of [
              `update ${table} set org_id = org_id`,
              `delete from ${table}`,
              `truncate ${table} cascade`,
            ]
          ) {
            assertEquals((await refusal(database.exec(sql))).hint, "record.append_only", sql);
          }
        }
      },
    );

    await t.step(
      "an entry that does not balance is refused when its transaction commits",
      async () => {
        const unbalanced = database.query(
          "select private.post_entry($1, 'charge', gen_random_uuid(), now(), 'Off by one', array[row('bank', 100, 0), row('rent_income', 0, 99)]::private.ledger_posting[])",
          [world.org],
        );
        assertEquals((await refusal(unbalanced)).code, "23514");
      },
    );
  } finally {
    await close();
  }
});
