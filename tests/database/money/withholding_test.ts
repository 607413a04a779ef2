import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { books, call, type Charge, differences, generate, owedBy, settle, start } from "./owed.ts";

Deno.test("tax that a company withholds is a figure of its own, settled by its certificate", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, otherOwner } = world.people;
    const { tenancy, tenant } = await letSince(database, world, 2, { per: "month" });
    await as(database, owner, "select set_withholding($1, 1000)", [tenancy.id]);
    await database.query("select private.advance_tenancies(private.lagos_date() + 100)", []);
    await generate(
      database,
      (await database.query<{ day: string }>(
        "select (next_on::date)::text as day from charge_schedules where tenancy_id = $1",
        [tenancy.id],
      ))[0]?.day,
    );
    const rent = (await owedBy(database, tenancy.id, "rent")).at(-1) as Charge;
    const balance = async () =>
      (await as<{ status: string; open: number; payable: number; wht: number }>(
        database,
        owner,
        "select status, open_kobo::int as open, payable_kobo::int as payable, wht_kobo::int as wht from charge_balances where charge_id = $1",
        [rent.id],
      ))[0];
    const certify = (given: Record<string, unknown>, by = owner) =>
      call<{ id: string }>(database, by, "record_tax_certificate", {
        charge_id: rent.id,
        amount_kobo: 400_000,
        certificate_no: "FIRS/2026/0001",
        issued_on: "2026-11-01",
        ...given,
      }, "id");

    await t.step("the rent is owed whole, and a checkout asks for the rest", async () => {
      assertEquals(await balance(), {
        status: "open",
        open: 10_000_000,
        payable: 9_000_000,
        wht: 1_000_000,
      });
      const payment = await start(database, tenant.user, [rent.id]);
      assertEquals(payment.kobo, 9_000_000);
      await settle(database, payment);
      assertEquals(await balance(), {
        status: "withheld",
        open: 1_000_000,
        payable: 0,
        wht: 1_000_000,
      });
      assertEquals((await problem(start(database, tenant.user, [rent.id])))[1], "charge.settled");
    });

    await t.step(
      "certificates settle it, no more than was withheld, as a claim on the state",
      async () => {
        const first = await certify({});
        assertEquals((await certify({})).id, first.id, "sent twice");
        assertEquals(
          await problem(certify({ certificate_no: "FIRS/2026/0002", amount_kobo: 600_001 })),
          [
            "PT409",
            "charge.not_withheld",
            "amount_kobo",
          ],
        );
        assertEquals((await problem(certify({ amount_kobo: 1 })))[1], "charge.not_withheld");
        await certify({ certificate_no: "FIRS/2026/0002", amount_kobo: 600_000 });
        assertEquals((await balance())?.status, "paid");
        assertEquals((await books(database, world.org))["tax_credits"], 1_000_000);
      },
    );

    await t.step(
      "one recorded by mistake is taken back: it is withheld again, and recorded right",
      async () => {
        const [wrong] = await database.query<{ id: string }>(
          "select id from tax_certificates where certificate_no = $1",
          ["FIRS/2026/0002"],
        );
        const takeBack = (reason: string | null, by = owner) =>
          call<{ taken_back_at: string | null }>(
            database,
            by,
            "take_back_tax_certificate",
            { certificate_id: wrong?.id, reason },
            "taken_back_at::text",
          );
        assertEquals(await problem(takeBack(" ")), ["PT400", "charge.bad_certificate", "reason"]);
        assertEquals((await problem(takeBack(null)))[1], "charge.bad_certificate");
        assertEquals((await problem(takeBack("Wrong", agent)))[1], "auth.forbidden");
        for (const by of [otherOwner, tenant]) {
          assertEquals((await problem(takeBack("Wrong", by)))[1], "charge.certificate_not_found");
        }
        const first = await takeBack("It says ₦4,000");
        assertEquals(typeof first.taken_back_at, "string");
        assertEquals(await takeBack("It says ₦4,000"), first, "sent twice");
        assertEquals(await balance(), {
          status: "withheld",
          open: 600_000,
          payable: 0,
          wht: 1_000_000,
        });
        assertEquals(await differences(database, world.org), []);
        const right = await certify({ certificate_no: "FIRS/2026/0002", amount_kobo: 400_000 });
        assertEquals(
          (await certify({ certificate_no: "FIRS/2026/0002", amount_kobo: 400_000 })).id,
          right.id,
        );
        assertEquals((await balance())?.open, 200_000);
        assertEquals((await books(database, world.org))["tax_credits"], 800_000);
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "two checkouts, or a transfer for two charges, leave what is withheld",
      async () => {
        const owe = async () =>
          (await database.query<{ id: string }>(
            `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, wht_kobo)
           values ($1, $2, 'other', '2027-02-01', 1000, 'For the test', 100) returning id`,
            [world.org, tenancy.id],
          ))[0]!.id;
        const left = (charge: string) =>
          database.query(
            "select status, open_kobo::int as open, payable_kobo::int as payable from charge_balances where charge_id = $1",
            [charge],
          );
        const withheld = [{ status: "withheld", open: 100, payable: 0 }];
        const twice = await owe();
        const tabs = [
          await start(database, tenant.user, [twice]),
          await start(database, tenant.user, [twice]),
        ];
        for (const tab of tabs) await settle(database, tab);
        assertEquals(await left(twice), withheld);

        const charges = [await owe(), await owe()];
        await database.query(
          `with begun as (select private.begin_offline_payment(null, $1::text::uuid[], 'bank_transfer', 1800) as payment)
         select private.settle_payment('bank_transfer', (payment).reference, null, 1800, 'NGN', now(), null, 0) from begun`,
          [`{${charges.join(",")}}`],
        );
        for (const charge of charges) assertEquals(await left(charge), withheld);

        const net = await owe();
        const reports = [];
        for (const _ of [1, 2]) {
          const [begun] = await database.query<{ reference: string }>(
            "select (private.begin_offline_payment(null, array[$1::text::uuid], 'bank_transfer', 900)).reference",
            [net],
          );
          reports.push(begun?.reference);
        }
        for (const reference of reports) {
          await database.query(
            "select private.settle_payment('bank_transfer', $1, null, 900, 'NGN', now(), null, 0)",
            [reference],
          );
        }
        assertEquals(await left(net), withheld, "what was paid twice is credit");

        const gross = await owe();
        await database.query(
          `with begun as (select private.begin_offline_payment(null, array[$1::text::uuid], 'bank_transfer', 1000) as payment)
         select private.settle_payment('bank_transfer', (payment).reference, null, 1000, 'NGN', now(), null, 0) from begun`,
          [gross],
        );
        assertEquals(
          await left(gross),
          [{ status: "paid", open: 0, payable: 0 }],
          "who withholds nothing pays it all",
        );
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step("before the rest is paid it leaves the rest to pay", async () => {
      const [other] = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, wht_kobo)
         values ($1, $2, 'other', '2027-01-01', 1000, 'For the test', 100) returning id`,
        [world.org, tenancy.id],
      );
      await certify({ charge_id: other?.id, amount_kobo: 100 });
      assertEquals((await start(database, tenant.user, [other?.id as string])).kobo, 900);
    });

    await t.step("what makes no sense, and rights", async () => {
      for (
        const [given, field] of [
          [{ amount_kobo: null }, "amount_kobo"],
          [{ amount_kobo: 0 }, "amount_kobo"],
          [{ certificate_no: " " }, "certificate_no"],
          [{ certificate_no: null }, "certificate_no"],
          [{ issued_on: "2199-01-01" }, "issued_on"],
          [{ issued_on: null }, "issued_on"],
        ] as const
      ) {
        assertEquals(await problem(certify(given)), ["PT400", "charge.bad_certificate", field]);
      }
      const set = (by: { user: string }, bps: number | null = 500) =>
        problem(as(database, by, "select set_withholding($1, $2)", [tenancy.id, bps]));
      for (const bps of [-1, 3001, null]) {
        assertEquals(await set(owner, bps), ["PT400", "charge_schedule.bad_terms", "bps"]);
      }
      assertEquals((await set(agent))[1], "auth.forbidden");
      assertEquals((await set(otherOwner))[1], "tenancy.not_found");
      assertEquals((await problem(certify({}, otherOwner)))[1], "charge.not_found");
    });
  } finally {
    await close();
  }
});
