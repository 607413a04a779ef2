import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { agreeOnPrice, agreeSale, call } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";

interface Charge {
  id: string;
  kind: string;
  amount_kobo: number;
  open_kobo: number;
  status: string;
}

Deno.test("money belongs to one tenancy, sale or application", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const buyer = people.stranger;
    const today = nigerianDate(0);
    let references = 0;
    const pay = async (payer: { user: string }, charges: readonly string[], kobo: number) => {
      const reference = `EST-subject-${++references}`;
      const [payment] = await as<{ id: string }>(
        database,
        "service",
        "select id from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
        [payer.user, `{${charges.join(",")}}`, reference],
      );
      const [row] = await database.query<{ outcome: string }>(
        "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now(), 'card', 100) as outcome",
        [reference, kobo],
      );
      assertEquals(row?.outcome, "settled");
      return payment?.id as string;
    };
    const sign = (sale: string, deposit?: number) =>
      call(database, people.owner, "sign_sale", {
        sale_id: sale,
        signed_on: today,
        ...(deposit === undefined ? {} : { deposit_kobo: deposit }),
      });
    const chargesOf = (sale: string, by: Actor = buyer) =>
      as<Charge>(
        database,
        by,
        `select charge_id as id, kind, amount_kobo, open_kobo, status from charge_balances
         where sale_id = $1 order by due_on, kind`,
        [sale],
      );
    const balances = async (source: string) =>
      Object.fromEntries(
        (await database.query<{ kind: string; kobo: number }>(
          `select account.kind, sum(line.debit_kobo - line.credit_kobo)::bigint as kobo
           from ledger_lines as line join ledger_accounts as account on account.id = line.account_id
           join ledger_entries as entry on entry.id = line.entry_id
           where entry.source_id in (
             select id from charges where sale_id = $1 or application_id = $1
             union all select id from payments where sale_id = $1 or application_id = $1 union all select $1)
           group by account.kind having sum(line.debit_kobo - line.credit_kobo) <> 0 order by 1`,
          [source],
        )).map((row) => [row.kind, Number(row.kobo)]),
      );

    await t.step("a signed contract demands deposit and balance once", async () => {
      const { sale } = await agreeSale(database, world, buyer);
      assertEquals(await problem(sign(sale, 9_000_000_001)), [
        "PT400",
        "sale.bad_deposit",
        "deposit_kobo",
      ]);
      await sign(sale);
      await sign(sale, 900_000_000);
      const charges = await chargesOf(sale);
      assertEquals(charges.map((it) => [it.kind, Number(it.amount_kobo)]), [
        ["sale_deposit", 900_000_000],
        ["sale_balance", 8_100_000_000],
      ]);
      for (const outsider of [people.otherOwner, people.tenant, people.agent]) {
        assertEquals(await chargesOf(sale, outsider), []);
      }
      assertEquals((await chargesOf(sale, people.accountant)).length, 2);
    });

    await t.step(
      "the buyer pays, both are receipted and told, and the price is held",
      async () => {
        const { sale } = await agreeSale(database, world, buyer);
        await call(database, people.owner, "add_sale_party", {
          sale_id: sale,
          role: "buyer",
          full_name: "stranger",
          address: "9 Bode Thomas, Surulere",
          profile_id: buyer.user,
        });
        await sign(sale, 1_000_000_000);
        const [deposit, balance] = await chargesOf(sale) as [Charge, Charge];
        const foreign = as(
          database,
          "service",
          "select service.start_payment($1, array[$2]::uuid[], 'paystack', 'EST-subject-not-mine')",
          [people.tenant.user, deposit.id],
        );
        assertEquals((await refusal(foreign)).hint, "charge.not_found");
        const payment = await pay(buyer, [deposit.id], 1_000_000_000);
        const read = (by: Actor) =>
          as(
            database,
            by,
            `select kind, landlord_name, tenant_names, tenant_address, premises, sale_id, tenancy_id, hash_version
             from receipts where payment_id = $1`,
            [payment],
          );
        const [receipt] = await read(buyer);
        assertEquals({ ...receipt, premises: undefined }, {
          kind: "sale",
          landlord_name: "Ada Homes",
          tenant_names: "stranger",
          tenant_address: "9 Bode Thomas, Surulere",
          premises: undefined,
          sale_id: sale,
          tenancy_id: null,
          hash_version: 3,
        });
        assertEquals(await read(people.accountant), [receipt]);
        for (const outsider of [people.otherOwner, people.tenant, people.agent]) {
          assertEquals(await read(outsider), []);
          for (const table of ["payments", "payment_items", "payment_allocations"]) {
            const key = table === "payments" ? "id" : "payment_id";
            const sql = `select 1 as seen from ${table} where ${key} = $1`;
            assertEquals(await as(database, outsider, sql, [payment]), [], table);
            assertEquals(await as(database, buyer, sql, [payment]), [{ seen: 1 }], table);
          }
        }
        const told = await database.query<{ user_id: string; kind: string }>(
          "select user_id, kind from notifications where subject_id = $1",
          [payment],
        );
        assertEquals(
          told.map((row) => `${row.kind} ${row.user_id}`).sort(),
          [
            `payment_settled ${buyer.user}`,
            ...["owner", "manager", "accountant"].map((name) =>
              `payment_received ${people[name as "owner"].user}`
            ),
          ].sort(),
        );
        assertEquals(await balances(sale), {
          buyer_receivable: 8_000_000_000,
          provider_clearing: 999_999_900,
          provider_fees: 100,
          sale_held: -9_000_000_000,
        });
        await pay(buyer, [balance.id], 8_000_000_000);
        await call(database, people.owner, "close_sale", {
          sale_id: sale,
          price_kobo: 9_000_000_000,
          closed_on: today,
        });
        assertEquals(await balances(sale), {
          provider_clearing: 8_999_999_800,
          provider_fees: 200,
          sale_income: -9_000_000_000,
        });
      },
    );

    await t.step(
      "a price agreed anew before completion is what is demanded and earned",
      async () => {
        for (
          const [price, ...open] of [
            [8_500_000_000, 7_600_000_000],
            // More is demanded beside the balance, and takes nothing back.
            [9_500_000_000, 8_100_000_000, 500_000_000],
          ]
        ) {
          const { sale } = await agreeSale(database, world, buyer);
          await sign(sale);
          const [deposit] = await chargesOf(sale) as [Charge];
          await pay(buyer, [deposit.id], 900_000_000);
          await agreeOnPrice(database, world, buyer, sale, price as number);
          await call(database, people.owner, "close_sale", {
            sale_id: sale,
            price_kobo: price,
            closed_on: today,
          });
          const owed = (await chargesOf(sale)).filter((it) => it.open_kobo > 0);
          assertEquals(
            owed.map((it) => [it.kind, Number(it.open_kobo)]),
            open.map((kobo) => ["sale_balance", kobo]),
          );
          const books = await balances(sale);
          assertEquals([books.sale_held, books.sale_income], [undefined, -(price as number)]);
        }
      },
    );

    await t.step(
      "a sale that falls through is owed no more; what was paid stays held",
      async () => {
        const { sale } = await agreeSale(database, world, buyer);
        await sign(sale);
        const [deposit, balance] = await chargesOf(sale) as [Charge, Charge];
        await pay(buyer, [deposit.id], 900_000_000);
        await call(database, people.owner, "fail_sale", { sale_id: sale, reason: "A caveat" });
        assertEquals((await chargesOf(sale)).map((it) => it.status).sort(), ["paid", "reversed"]);
        assertEquals((await balances(sale)).sale_held, -900_000_000);
        const late = as(
          database,
          "service",
          "select service.start_payment($1, array[$2]::uuid[], 'paystack', 'EST-subject-late')",
          [buyer.user, balance.id],
        );
        assertEquals((await refusal(late)).hint, "charge.settled");
      },
    );

    await t.step("an applicant pays a fee of their application", async () => {
      const [application] = await database.query<{ id: string; org_id: string }>(
        "select id, org_id from applications where applicant_id = $1",
        [people.tenant.user],
      );
      const [fee] = await database.query<{ id: string }>(
        `insert into charges (org_id, application_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'application_fee', $3, 500000, 'For the references') returning id`,
        [application?.org_id, application?.id, today],
      );
      const payment = await pay(people.tenant, [fee?.id as string], 500_000);
      const [receipt] = await as(
        database,
        people.tenant,
        "select kind, tenant_names, tenant_address, application_id from receipts where payment_id = $1",
        [payment],
      );
      assertEquals(receipt, {
        kind: "other",
        tenant_names: "tenant",
        tenant_address: null,
        application_id: application?.id,
      });
      assertEquals(await balances(application?.id as string), {
        fee_income: -500_000,
        provider_clearing: 499_900,
        provider_fees: 100,
      });
    });

    await t.step("never to two, never to none, and each kind to its own", async () => {
      const { sale } = await agreeSale(database, world, buyer);
      const insert = (kind: string, tenancy: string | null, of: string | null) =>
        database.query(
          `insert into charges (org_id, tenancy_id, sale_id, kind, due_on, amount_kobo, description)
           values ($1, $2, $3, $4, '2026-12-01', 100, 'For the test')`,
          [world.org, tenancy, of, kind],
        );
      for (
        const [kind, tenancy, of] of [
          ["rent", null, null],
          ["rent", world.tenancy, sale],
          ["rent", null, sale],
          ["sale_deposit", world.tenancy, null],
          ["application_fee", world.tenancy, null],
        ] as const
      ) {
        assertEquals((await refusal(insert(kind, tenancy, of))).code, "23514", `${kind} ${of}`);
      }
      await insert("sale_deposit", null, sale);
      assertEquals((await refusal(insert("sale_deposit", null, sale))).code, "23505");
    });

    await t.step("charges of two subjects are not paid at once", async () => {
      const { sale } = await agreeSale(database, world, people.tenant);
      await sign(sale);
      const [deposit] = await chargesOf(sale, people.tenant) as [Charge];
      const [own] = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', '2026-12-01', 100, 'For the test') returning id`,
        [world.org, world.tenancy],
      );
      const both = as(
        database,
        "service",
        "select service.start_payment($1, $2::text::uuid[], 'paystack', 'EST-subject-both')",
        [people.tenant.user, `{${deposit.id},${own?.id}}`],
      );
      assertEquals((await refusal(both)).hint, "payment.bad_charges");
    });
  } finally {
    await close();
  }
});
