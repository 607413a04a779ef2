import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";

type Row = Readonly<Record<string, unknown>>;

/** A charge of the world's tenancy; returns its id. */
async function charge(database: Database, world: World, kind: string, dueOn: string, kobo: number) {
  const [made] = await database.query<{ id: string }>(
    `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
     values ($1, $2, $3, ${dueOn}, $4, 'For the test') returning id`,
    [world.org, world.tenancy, kind, kobo],
  );
  return made!.id;
}

/** A settled payment of charges at a time; what is over what they ask is credit. Returns its id. */
async function pay(database: Database, world: World, charges: readonly string[], paidAt: string) {
  const reference = `EST-reports-${crypto.randomUUID()}`;
  const [payment] = await as<{ id: string; amount_kobo: string }>(
    database,
    "service",
    "select id, amount_kobo::text from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
    [world.people.tenant.user, `{${charges.join(",")}}`, reference],
  );
  await database.query(
    `select private.settle_payment('paystack', $1, $1, $2::bigint, 'NGN', ${paidAt}, 'card', 0)`,
    [reference, payment!.amount_kobo],
  );
  return payment!.id;
}

const reports: Readonly<Record<string, string>> = {
  rent_roll: "rent_roll($1)",
  collections: "collections($1, '2020-01-01', '2027-12-31')",
  ageing: "ageing($1)",
  owner_statement: "owner_statement($1, '2020-01-01', '2027-12-31')",
  service_charge_account: "service_charge_account($1, '2020-01-01', '2027-12-31')",
};

Deno.test("reports tell the money as the rows have it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const ask = (by: Actor, call: string, parameters: readonly unknown[] = [org]) =>
      as<Row>(database, by, `select to_jsonb(r) as row from ${call} as r`, parameters)
        .then((rows) => rows.map((it) => it["row"] as Row));
    const today = "private.lagos_date()";
    // Besides the world's rent of ₦1,200,000, of which the tenant's is paid and the other tenant's is not.
    const late = await charge(database, world, "utility", `${today} - 10`, 1_000);
    await charge(database, world, "utility", `${today} - 45`, 2_000);
    await charge(database, world, "utility", `${today} - 75`, 4_000);
    await charge(database, world, "utility", `${today} - 120`, 8_000);
    await charge(database, world, "utility", `${today}`, 16_000);
    const service = await charge(database, world, "service_charge", "'2026-01-10'", 30_000);
    const nextService = await charge(database, world, "service_charge", "'2026-07-10'", 40_000);
    const deposit = await charge(database, world, "caution_deposit", "'2026-01-10'", 50_000);

    await t.step("only members who may read money get one, and a stranger no zeros", async () => {
      for (const call of Object.values(reports)) {
        for (const by of [people.owner, people.manager, people.accountant]) await ask(by, call);
        for (
          const by of [
            people.agent,
            people.tenant,
            people.stranger,
            people.otherOwner,
            people.staff,
          ]
        ) {
          assertEquals((await refusal(ask(by, call))).hint, "auth.forbidden", call);
        }
        assertEquals((await refusal(ask("visitor", call))).code, "42501", call);
      }
    });

    await t.step("days must be named, in order, and within ten years", async () => {
      for (
        const [from, to, code, field] of [
          [null, "2026-01-01", "report.bad_days", "from_on"],
          ["2026-01-01", null, "report.bad_days", "to_on"],
          ["2026-02-01", "2026-01-31", "report.bad_days", "to_on"],
          ["2010-01-01", "2026-01-01", "report.bad_days", "to_on"],
          ["yesterday", "2026-01-01", "value.bad_date", "from_on"],
        ] as const
      ) {
        for (const name of ["collections", "owner_statement", "service_charge_account"]) {
          assertEquals(
            await problem(ask(people.owner, `${name}($1, $2, $3)`, [org, from, to])),
            ["PT400", code, field],
          );
        }
      }
    });

    await t.step("ageing puts what is open into its bucket", async () => {
      const rows = await ask(people.owner, reports["ageing"]!);
      const mine = rows.find((it) => it["tenancy_id"] === world.tenancy);
      assertEquals(
        ["days_1_to_30_kobo", "days_31_to_60_kobo", "days_61_to_90_kobo", "over_90_days_kobo"]
          .map((it) => mine?.[it]),
        // Two service charges and a deposit are over 90 days or less old, as the clock has it.
        [1_000, 2_000, 4_000].concat(Number(mine?.["over_90_days_kobo"])),
      );
      const [sum] = await database.query<{ open: string; overdue: string }>(
        `select sum(open_kobo)::text as open, (sum(open_kobo) filter (where due_on < ${today}))::text as overdue
         from charge_balances where tenancy_id = $1`,
        [world.tenancy],
      );
      assertEquals(Number(mine?.["overdue_kobo"]), Number(sum?.overdue));
      assertEquals(
        Number(mine?.["overdue_kobo"]) + Number(mine?.["not_due_kobo"]),
        Number(sum?.open),
      );
      assertEquals([mine?.["property"], mine?.["unit"], mine?.["tenants"]], [
        "Yaba Court",
        "Flat 1",
        "Tunde Bello",
      ]);
      const overdue = rows.map((it) => Number(it["overdue_kobo"]));
      assertEquals(overdue, overdue.toSorted((a, b) => b - a), "most overdue first");
    });

    // A minute before and at midnight in Lagos, an hour before it in UTC.
    await pay(database, world, [service, deposit], "'2026-03-31 22:59:00Z'");
    await pay(database, world, [late], "'2026-03-31 23:00:00Z'");

    await t.step("collections stand under the Nigerian day on which they were paid", async () => {
      const call = (from: string, to: string) =>
        ask(people.accountant, `collections($1, '${from}', '${to}')`);
      assertEquals(await call("2026-03-31", "2026-03-31"), [
        {
          day: "2026-03-31",
          method: "paystack",
          kind: "service_charge",
          payments: 1,
          amount_kobo: 30_000,
        },
        {
          day: "2026-03-31",
          method: "paystack",
          kind: "caution_deposit",
          payments: 1,
          amount_kobo: 50_000,
        },
      ]);
      assertEquals(await call("2026-04-01", "2026-04-30"), [
        { day: "2026-04-01", method: "paystack", kind: "utility", payments: 1, amount_kobo: 1_000 },
      ]);
      assertEquals(await call("2026-03-01", "2026-03-30"), []);
    });

    await t.step("what is over is credit, what was taken back is left out", async () => {
      const water = await charge(database, world, "utility", "'2026-05-01'", 700);
      const [one, other] = ["EST-reports-tab-1", "EST-reports-tab-2"];
      for (const reference of [one, other]) {
        await as(
          database,
          "service",
          "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
          [people.tenant.user, water, reference],
        );
      }
      for (const reference of [one, other]) {
        await database.query(
          "select private.settle_payment('paystack', $1, $1, 700, 'NGN', '2026-05-02 12:00Z', 'card', 0)",
          [reference],
        );
      }
      const call = "collections($1, '2026-05-01', '2026-05-31')";
      assertEquals((await ask(people.owner, call)).map((it) => [it["kind"], it["amount_kobo"]]), [
        ["utility", 700],
        [null, 700],
      ]);
      await database.query(
        "select private.move_payment(id, 'reversed', 'Taken back') from payments where reference = $1",
        [other],
      );
      assertEquals((await ask(people.owner, call)).map((it) => [it["kind"], it["amount_kobo"]]), [
        ["utility", 700],
      ]);
    });

    await t.step("what settles a charge without money is no collection", async () => {
      for (const method of ["deposit", "withholding_tax", "cash"]) {
        const owed = await charge(database, world, "utility", "'2024-02-01'", 900);
        const reference = `EST-reports-${method.replace("_", "-")}`;
        await database.query(
          `with begun as (
             insert into payments (org_id, tenancy_id, method, reference, amount_kobo)
             values ($1, $2, $3::text::payment_method, $4, 900) returning id
           )
           insert into payment_items (org_id, payment_id, charge_id, amount_kobo) select $1, id, $5, 900 from begun`,
          [org, world.tenancy, method, reference, owed],
        );
        await database.query(
          "select private.settle_payment($1::text::payment_method, $2, null, 900, 'NGN', '2024-02-02 12:00Z', null, 0)",
          [method, reference],
        );
        assertEquals(
          await database.query("select status from charge_balances where charge_id = $1", [owed]),
          [{ status: "paid" }],
          method,
        );
      }
      const came = await ask(people.owner, "collections($1, '2024-02-01', '2024-02-29')");
      assertEquals(came.map((it) => [it["method"], it["amount_kobo"]]), [["cash", 900]]);
    });

    await t.step("a statement goes from its opening balance to its closing one", async () => {
      const rows = await ask(people.owner, "owner_statement($1, '2026-03-01', '2026-05-31')");
      const [opening] = rows;
      const closing = rows.at(-1);
      assertEquals([opening?.["entry"], closing?.["entry"]], ["opening", "closing"]);
      let balance = Number(opening?.["balance_kobo"]);
      for (const row of rows.slice(1)) {
        balance += Number(row["charged_kobo"]) - Number(row["received_kobo"]);
        assertEquals(Number(row["balance_kobo"]), balance, JSON.stringify(row));
      }
      // What the rows say, summed in another way.
      const [sums] = await database.query<{ opening: string; closing: string }>(
        `select
           ((select coalesce(sum(amount_kobo), 0) from charges where org_id = $1 and due_on < '2026-03-01')
             - (select coalesce(sum(amount_kobo), 0) from payments where org_id = $1 and status = 'succeeded'
               and (paid_at at time zone 'Africa/Lagos')::date < '2026-03-01'))::text as opening,
           ((select coalesce(sum(amount_kobo), 0) from charges where org_id = $1 and due_on <= '2026-05-31')
             - (select coalesce(sum(amount_kobo), 0) from payments where org_id = $1 and status = 'succeeded'
               and (paid_at at time zone 'Africa/Lagos')::date <= '2026-05-31'))::text as closing`,
        [org],
      );
      assertEquals([opening?.["balance_kobo"], closing?.["balance_kobo"]].map(Number), [
        Number(sums?.opening),
        Number(sums?.closing),
      ]);
      const before = await ask(people.owner, "owner_statement($1, '2025-01-01', '2026-02-28')");
      assertEquals(
        before.at(-1)?.["balance_kobo"],
        opening?.["balance_kobo"],
        "one ends where the next begins",
      );
      const days = rows.map((it) => String(it["day"]));
      assertEquals(days, days.toSorted());
    });

    await t.step("of one property it tells of that property alone", async () => {
      const call = "owner_statement($1, '2026-01-01', '2027-12-31', $2)";
      const all = await ask(people.owner, "owner_statement($1, '2026-01-01', '2027-12-31')");
      assertEquals(await ask(people.owner, call, [org, world.property]), all);
      const none = await ask(people.owner, call, [org, crypto.randomUUID()]);
      assertEquals(none.map((it) => [it["entry"], it["balance_kobo"]]), [["opening", 0], [
        "closing",
        0,
      ]]);
    });

    await t.step("the service-charge account keeps that stream apart", async () => {
      assertEquals(
        (await ask(people.owner, "service_charge_account($1, '2026-02-01', '2026-12-31')"))
          .map(({ tenancy_id, opening_kobo, charged_kobo, received_kobo, closing_kobo }) => ({
            tenancy_id,
            opening_kobo,
            charged_kobo,
            received_kobo,
            closing_kobo,
          })),
        [{
          tenancy_id: world.tenancy,
          opening_kobo: 30_000,
          charged_kobo: 40_000,
          received_kobo: 30_000,
          closing_kobo: 40_000,
        }],
      );
      await pay(database, world, [nextService], "'2026-08-01 09:00Z'");
      const [row] = await ask(
        people.owner,
        "service_charge_account($1, '2026-08-01', '2026-12-31')",
      );
      assertEquals([row?.["opening_kobo"], row?.["received_kobo"], row?.["closing_kobo"]], [
        40_000,
        40_000,
        0,
      ]);
    });

    await t.step("the rent roll has every unit, the empty one too", async () => {
      const rows = await ask(people.accountant, reports["rent_roll"]!);
      assertEquals(rows.map((it) => [it["unit"], it["tenants"]]), [
        ["Flat 1", "Tunde Bello"],
        ["Flat 2", "Tunde Bello"],
        ["Flat 3", null],
      ]);
      const [first] = rows;
      const [standing] = await as<Row>(
        database,
        people.accountant,
        "select to_jsonb(s) as row from rent_status as s where tenancy_id = $1",
        [world.tenancy],
      );
      const status = standing?.["row"] as Row;
      for (const name of ["paid_through", "next_due_on", "next_due_kobo", "arrears_kobo"]) {
        assertEquals(first?.[name], status[name], name);
      }
      assertEquals([first?.["rent_kobo"], first?.["deposit_paid_kobo"]], [120_000_000, 50_000]);
      assertEquals(rows[2]?.["tenancy_id"], null);
    });

    await t.step("two tenants and two schedules are one row of one tenancy", async () => {
      await database.query(
        `insert into charge_schedules (org_id, tenancy_id, kind, amount_kobo, first_on, every, until_on)
         select org_id, tenancy_id, 'service_charge', 500000, first_on, interval '1 month', first_on + 360
         from charge_schedules where tenancy_id = $1 limit 1`,
        [world.tenancy],
      );
      await database.query(
        `with wife as (
           insert into tenants (org_id, full_name, address) select org_id, 'Sade Bello', '1 Marina, Lagos' from tenancies where id = $1 returning org_id, id)
         insert into tenancy_parties (org_id, tenancy_id, tenant_id) select org_id, $1, id from wife`,
        [world.tenancy],
      );
      const rows = await ask(people.accountant, reports["rent_roll"]!);
      assertEquals(rows.map((it) => [it["unit"], it["tenants"]]), [
        ["Flat 1", "Tunde Bello and Sade Bello"],
        ["Flat 2", "Tunde Bello"],
        ["Flat 3", null],
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test("a tenant's statement for rent relief counts receipts that hold", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const ask = (by: Actor, year: number | null) =>
      as<Row>(database, by, "select to_jsonb(r) as row from rent_relief_statement($1) as r", [year])
        .then((rows) => rows.map((it) => it["row"] as Row));
    const [receipt] = await database.query<{ id: string; year: number; number: string }>(
      "select id, extract(year from received_on)::int as year, number from receipts where payment_id = $1",
      [world.payment],
    );
    const { id, year, number } = receipt!;

    await t.step("with landlord, premises and the most that the law allows", async () => {
      const [row, ...more] = await ask(people.tenant, year);
      assertEquals(more, []);
      assertEquals(
        ["number", "landlord_name", "amount_kobo", "rent_in_year_kobo", "relief_kobo"].map((it) =>
          row?.[it]
        ),
        // A fifth of ₦1,200,000.
        [number, "Ada Homes", 120_000_000, 120_000_000, 24_000_000],
      );
      assertEquals(await ask(people.tenant, year - 1), []);
    });

    await t.step("at most ₦500,000, and other kinds are no rent", async () => {
      const rent = await charge(database, world, "rent", "'2027-12-01'", 300_000_000);
      const fee = await charge(database, world, "service_charge", "'2027-12-01'", 900_000);
      await pay(database, world, [rent, fee], "now()");
      const rows = await ask(people.tenant, year);
      assertEquals(
        rows.map((it) => [it["amount_kobo"], it["rent_in_year_kobo"], it["relief_kobo"]]),
        [
          [120_000_000, 420_000_000, 50_000_000],
          [300_000_000, 420_000_000, 50_000_000],
        ],
      );
    });

    await t.step("it is the tenant's own: not the landlord's, nor another tenant's", async () => {
      for (const by of [people.owner, people.accountant, people.otherTenant, people.stranger]) {
        assertEquals(await ask(by, year), []);
      }
    });

    await t.step("a void receipt is no evidence", async () => {
      await as(database, people.owner, "select void_receipt($1, 'Wrong name')", [id]);
      assertEquals((await ask(people.tenant, year)).map((it) => it["rent_in_year_kobo"]), [
        300_000_000,
      ]);
    });

    await t.step("a year is a year", async () => {
      for (const wrong of [null, 0, 1999, 2200]) {
        assertEquals(await problem(ask(people.tenant, wrong)), [
          "PT400",
          "report.bad_year",
          "year",
        ]);
      }
    });
  } finally {
    await close();
  }
});
