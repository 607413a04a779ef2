import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, problem, refusal } from "../actor.ts";
import { actsOf } from "../operations/in_world.ts";
import { openOffice } from "./offline_office.ts";
import { books, call, differences, settle, start } from "./owed.ts";
import { addCollection, available } from "./payouts.ts";
import { cleared, feeOf, setFee } from "./platform_fees.ts";

Deno.test("what the platform takes is a rule, fixed when a payment begins and booked when it settles", async (t) => {
  const { database, world, close, demand, report, confirm } = await openOffice();
  const { owner, accountant, manager, otherOwner, tenant, staff } = world.people;
  const { org } = world;
  const checkout = async (kobo: number) => await start(database, tenant.user, [await demand(kobo)]);
  const sound = async () => assertEquals(await differences(database, org), []);
  const account = async (kind: string) => (await books(database, org))[kind] ?? 0;
  /** Money of a payment went back. */
  const giveBack = async (payment: { id: string }, kobo: number) => {
    await database.query(
      `with made as (
         insert into refunds (org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, provider_refund_id)
         select org_id, id, tenancy_id, method, 'provider', 'pending', $2::bigint, 'For the test', gen_random_uuid()
         from payments where id = $1 returning *)
       select private.follow_provider_refund(made, 'done') from made`,
      [payment.id, kobo],
    );
  };
  const chargeBack = (payment: { reference: string }, kobo: number) =>
    database.query("select service.keep_dispute('paystack', $1, null, $2, $3, 'lost') where $4", [
      payment.reference,
      crypto.randomUUID(),
      kobo,
      true,
    ]);
  try {
    await t.step("without a rule nothing is taken, and nothing is written", async () => {
      const payment = await checkout(10_000);
      await settle(database, payment);
      assertEquals(await feeOf(database, payment.id), { fee: 0, taken: 0, back: 0 });
      const [row] = await database.query<{ n: number }>(
        "select count(*)::int as n from payment_terms where $1",
        [true],
      );
      assertEquals(row?.n, 0);
    });

    await t.step("staff alone set it, with a reason, from today on at the earliest", async () => {
      for (const by of [owner, accountant, tenant]) {
        assertEquals((await refusal(setFee(database, by))).hint, "auth.forbidden");
      }
      for (
        const [given, field] of [
          [{ starts_on: nigerianDate(-1) }, "starts_on"],
          [{ starts_on: null }, "starts_on"],
          [{ applies_to: null }, "applies_to"],
          [{ bps: -1 }, "bps"],
          [{ bps: 2501 }, "bps"],
          [{ bps: null }, "bps"],
          [{ flat_kobo: -1 }, "flat_kobo"],
          [{ flat_kobo: null }, "flat_kobo"],
          [{ cap_kobo: -1 }, "cap_kobo"],
          [{ is_given_back: null }, "is_given_back"],
          [{ follows_default: true }, "follows_default"],
          [{ reason: " " }, "reason"],
          [{ reason: null }, "reason"],
        ] as const
      ) {
        assertEquals(await problem(setFee(database, staff, given)), [
          "PT400",
          "platform_fee.bad_fact",
          field,
        ]);
      }
      assertEquals(
        (await refusal(setFee(database, staff, { flat_kobo: 0.5 }))).hint,
        "value.bad_amount",
      );
      assertEquals(
        (await refusal(setFee(database, staff, { starts_on: "tomorrow" }))).hint,
        "value.bad_date",
      );
      assertEquals(
        (await refusal(setFee(database, staff, { org_id: crypto.randomUUID() }))).hint,
        "organization.not_found",
      );
    });

    await t.step("a share and a sum, at most so much, and never more than half", async () => {
      const before = await checkout(1_000_000);
      await setFee(database, staff, { bps: 150, flat_kobo: 10_000, cap_kobo: 60_000 });
      for (
        const [kobo, fee] of [[1_000_000, 25_000], [333, 166], [1, 0], [
          10_000_000,
          60_000,
        ]] as const
      ) {
        const payment = await checkout(kobo);
        const [held, through, can] = [
          await account("provider_clearing"),
          await cleared(database),
          await available(database, owner, org),
        ];
        assertEquals(await feeOf(database, payment.id), { fee, taken: 0, back: 0 });
        await settle(database, payment);
        assertEquals(await feeOf(database, payment.id), { fee, taken: fee, back: 0 });
        // What the organization has less, the platform has more: the provider holds the same.
        assertEquals(await account("provider_clearing") - held, kobo - fee);
        assertEquals(await cleared(database) - through, kobo);
        assertEquals(await available(database, owner, org) - can, kobo - fee);
      }
      // What was begun before owes nothing.
      await settle(database, before);
      assertEquals((await feeOf(database, before.id)).taken, 0);
      // Told twice it is taken once.
      await settle(database, before);
      await sound();
    });

    await t.step(
      "a rule of one's own comes before that for everybody, and members are told",
      async () => {
        const own = await setFee(database, staff, { org_id: org, bps: 50 });
        const told = await database.query<{ user_id: string }>(
          "select user_id from notifications where kind = 'platform_fee_set' and subject_id = $1",
          [own.id],
        );
        assert(told.some((it) => it.user_id === accountant.user));
        assertEquals((await feeOf(database, (await checkout(1_000_000)).id)).fee, 5_000);
        // Twice on a day: the later word holds.
        await setFee(database, staff, { org_id: org, bps: 70 });
        assertEquals((await feeOf(database, (await checkout(1_000_000)).id)).fee, 7_000);
        // One that is to come does not hold yet, and is shown to whoever asks.
        await setFee(database, staff, { org_id: org, bps: 90, starts_on: nigerianDate(30) });
        assertEquals((await feeOf(database, (await checkout(1_000_000)).id)).fee, 7_000);
        const quote = (on?: string) =>
          as<{ paid: string; fee_kobo: number; is_own_rule: boolean }>(
            database,
            accountant,
            "select paid, fee_kobo::float8, is_own_rule from platform_fee_quote($1, 1000000, $2)",
            [org, on ?? null],
          );
        assertEquals(await quote(), [
          { paid: "split", fee_kobo: 7_000, is_own_rule: true },
          { paid: "online", fee_kobo: 7_000, is_own_rule: true },
          { paid: "offline", fee_kobo: 0, is_own_rule: true },
        ]);
        assertEquals((await quote(nigerianDate(30)))[0]?.fee_kobo, 9_000);
        await setFee(database, staff, { org_id: org, follows_default: true });
        assertEquals((await feeOf(database, (await checkout(1_000_000)).id)).fee, 25_000);
      },
    );

    await t.step("a refund or chargeback gives it back in the same part, to the kobo", async () => {
      const payment = await checkout(1_000_000);
      await settle(database, payment);
      const expected = [[333_333, 8_333], [333_333, 16_666], [333_334, 25_000]] as const;
      for (const [n, [kobo, back]] of expected.entries()) {
        const [held, through] = [await account("provider_clearing"), await cleared(database)];
        const before = (await feeOf(database, payment.id)).back;
        await (n === 1 ? chargeBack(payment, kobo) : giveBack(payment, kobo));
        assertEquals(await feeOf(database, payment.id), { fee: 25_000, taken: 25_000, back });
        assertEquals(await account("provider_clearing") - held, back - before - kobo);
        assertEquals(await cleared(database) - through, -kobo);
        await sound();
      }
    });

    await t.step("a rule may keep it; of what never was all goes back", async () => {
      await setFee(database, staff, { org_id: org, bps: 100, is_given_back: false });
      const payment = await checkout(1_000_000);
      await settle(database, payment);
      await giveBack(payment, 400_000);
      assertEquals((await feeOf(database, payment.id)).back, 0);
      await database.query("select private.move_payment($1, 'reversed', 'It never came')", [
        payment.id,
      ]);
      assertEquals(await feeOf(database, payment.id), { fee: 10_000, taken: 10_000, back: 10_000 });
      await sound();
    });

    await t.step("what no provider holds is owed, and collected once", async () => {
      await setFee(database, staff, { org_id: org, bps: 200, applies_to: "all" });
      const id = await report(500_000);
      await confirm(accountant, id, 500_000);
      assertEquals(await account("platform_payable"), -10_000);
      await sound();
      const [held, through, can] = [
        await account("provider_clearing"),
        await cleared(database),
        await available(database, owner, org),
      ];
      const collect = (by: { user: string }, given: Record<string, unknown> = {}) =>
        call<{ id: string }>(database, by, "collect_platform_fees", {
          org_id: org,
          amount_kobo: 4_000,
          provider: "paystack",
          client_id: crypto.randomUUID(),
          note: "Fees of November",
          ...given,
        });
      assertEquals((await refusal(collect(owner))).hint, "auth.forbidden");
      for (
        const [given, field] of [
          [{ amount_kobo: 0 }, "amount_kobo"],
          [{ amount_kobo: null }, "amount_kobo"],
          [{ provider: "cash" }, "provider"],
          [{ client_id: null }, "client_id"],
          [{ note: null }, "note"],
        ] as const
      ) {
        assertEquals((await problem(collect(staff, given))).slice(1), [
          "platform_fee.bad_fact",
          field,
        ]);
      }
      assertEquals(
        (await refusal(collect(staff, { org_id: null }))).hint,
        "organization.not_found",
      );
      assertEquals(
        (await refusal(collect(staff, { amount_kobo: 10_001 }))).hint,
        "platform_fee.not_enough",
      );
      const client = crypto.randomUUID();
      const first = await collect(staff, { client_id: client });
      assertEquals((await collect(staff, { client_id: client })).id, first.id);
      assertEquals(await actsOf(database, client), 1);
      assertEquals(
        (await refusal(collect(staff, { client_id: client, amount_kobo: 1 }))).hint,
        "platform_fee.client_id_used",
      );
      assertEquals(await account("platform_payable"), -6_000);
      assertEquals(await account("provider_clearing") - held, -4_000);
      assertEquals(await cleared(database) - through, 0);
      assertEquals(await available(database, owner, org) - can, -4_000);
      const bank = await account("bank");
      await collect(staff, { provider: null, amount_kobo: 6_000 });
      assertEquals([await account("platform_payable"), await account("bank") - bank], [0, -6_000]);
      assertEquals(
        (await refusal(collect(staff, { provider: null, amount_kobo: 1 }))).hint,
        "platform_fee.not_enough",
      );
      await sound();
    });

    await t.step("the organization reads it; tenants and strangers do not", async () => {
      const days = [org, nigerianDate(-1), nigerianDate(1)];
      const rows = await as<{ entry: string; fee_kobo: number }>(
        database,
        owner,
        "select entry, fee_kobo::float8 from platform_fees($1, $2, $3)",
        days,
      );
      assertEquals(
        rows.reduce((sum, row) => sum + row.fee_kobo, 0),
        await account("platform_fees"),
      );
      assertEquals(
        new Set(rows.map((row) => row.entry)),
        new Set(["taken", "given_back", "collected"]),
      );
      for (const by of [tenant, otherOwner]) {
        assertEquals(
          (await refusal(as(database, by, "select * from platform_fees($1, $2, $3)", days))).hint,
          "auth.forbidden",
        );
        assertEquals(
          await as(
            database,
            by,
            "select id from platform_moves union all select id from payment_terms",
          ),
          [],
        );
      }
      assertEquals(
        (await as(database, manager, "select id from platform_fee_rules where org_id is not null"))
          .length > 0,
        true,
      );
      assertEquals(
        await as(
          database,
          otherOwner,
          "select id from platform_fee_rules where org_id is not null",
        ),
        [],
      );
    });

    await t.step("the proof finds what went past", async () => {
      const payment = await checkout(1_000_000);
      await settle(database, payment);
      await sound();
      await database.exec(
        "set session_replication_role = replica; update platform_moves set fee_kobo = fee_kobo + 1, clearing_kobo = clearing_kobo + 1 " +
          `where payment_id = '${payment.id}'; set session_replication_role = origin`,
      );
      assertEquals(
        (await database.query<{ what: string }>(
          "select what from private.ledger_differences($1) order by 1",
          [org],
        )).map((it) => it.what),
        ["platform_books", "platform_fee_not_booked"],
      );
    });

    await t.step("what an agency collects under a mandate owes none", async () => {
      const { payment } = await addCollection(database, world);
      assertEquals((await feeOf(database, payment)).fee, 0);
    });
  } finally {
    await close();
  }
});

Deno.test("an amount as large as there is has a fee without overflowing", async () => {
  const { database, world, close } = await openOffice();
  try {
    await setFee(database, world.people.staff, { bps: 2500 });
    const [row] = await database.query<{ fee: string }>(
      `select private.platform_fee_on(private.platform_fee_rule($1, private.lagos_date()), 1000000000000000, false, false)::text as fee`,
      [world.org],
    );
    assertEquals(row?.fee, "250000000000000");
  } finally {
    await close();
  }
});

Deno.test({
  name: "fees that are collected by two at once are collected once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close, demand, report, confirm } = await openOffice();
    const { accountant, staff } = world.people;
    try {
      await setFee(database, staff, { bps: 1000, applies_to: "all" });
      await demand(100_000);
      const id = await report(100_000);
      await confirm(accountant, id, 100_000);
      const clients = [1, 1, 2, 3, 4].map((n) => `0190a6f0-0000-7000-8000-00000000000${n}`);
      const outcomes = await Promise.allSettled(
        clients.map((client_id) =>
          call(database, staff, "collect_platform_fees", {
            org_id: world.org,
            amount_kobo: 4_000,
            provider: "paystack",
            client_id,
            note: "Fees of November",
          })
        ),
      );
      // 10,000 are owed: two of four thousand go, whoever is first; what came twice under one key is one.
      const [made] = await database.query<{ n: number; owed: number }>(
        `select count(*) filter (where kind = 'collected')::int as n, sum(owed_kobo)::int as owed from platform_moves
         where org_id = $1`,
        [world.org],
      );
      assertEquals(made, { n: 2, owed: 2_000 });
      assert(outcomes.some((it) => it.status === "rejected"));
      assertEquals(await differences(database, world.org), []);
    } finally {
      await close();
    }
  },
});
