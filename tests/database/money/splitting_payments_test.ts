import { assert, assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openOffice } from "./offline_office.ts";
import { books, differences, start } from "./owed.ts";
import { addCollection, available } from "./payouts.ts";
import { settleStraight } from "./direct_settlements.ts";
import { cleared, feeOf, setFee } from "./platform_fees.ts";
import { approve, request } from "./refunding.ts";

Deno.test("of a split payment the provider pays the payee's share, and the books say so", async (t) => {
  const { database, world, close, demand } = await openOffice();
  const { owner, accountant, tenant, staff } = world.people;
  const { org } = world;
  const sound = async () => assertEquals(await differences(database, org), []);
  const account = async (kind: string) => (await books(database, org))[kind] ?? 0;
  const checkout = async (kobo: number) => await start(database, tenant.user, [await demand(kobo)]);
  const splitOf = async (payment: { reference: string }) =>
    (await as<{ subaccount_code: string; fee_kobo: number }>(
      database,
      "service",
      "select subaccount_code, fee_kobo::float8 from service.checkout_split($1)",
      [payment.reference],
    ))[0];
  const tell = (payment: { reference: string }, code: string, share: number) =>
    as(database, "service", "select service.keep_told_split($1, $2, $3)", [
      payment.reference,
      code,
      share,
    ]);
  const pay = async (payment: { reference: string; kobo: number }, fees = 20_000) => {
    const [row] = await database.query<{ outcome: string }>(
      "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now(), 'card', $3) as outcome",
      [payment.reference, payment.kobo, fees],
    );
    return row?.outcome;
  };
  const differs = async (payment: { reference: string }) =>
    (await database.query<{ kind: string }>(
      "select kind from payment_exceptions where reference = $1 and kind = 'split_differs'",
      [payment.reference],
    )).length;
  const giveBack = (payment: { id: string }, kobo: number) =>
    database.query(
      `with made as (
         insert into refunds (org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, provider_refund_id)
         select org_id, id, tenancy_id, method, 'provider', 'pending', $2::bigint, 'For the test', gen_random_uuid()
         from payments where id = $1 returning *)
       select private.follow_provider_refund(made, 'done') from made`,
      [payment.id, kobo],
    );
  try {
    await setFee(database, staff, { bps: 100, applies_to: "split" });
    let code = "";
    await t.step(
      "the payee gets the rest, the platform its fee, the provider its own",
      async () => {
        const whole = await checkout(1_000_000);
        assertEquals([await splitOf(whole), (await feeOf(database, whole.id)).fee], [undefined, 0]);
        ({ code } = await settleStraight(database, world));
        const payment = await checkout(1_000_000);
        assertEquals(await splitOf(payment), { subaccount_code: code, fee_kobo: 10_000 });
        const [held, through, can] = [
          await account("provider_clearing"),
          await cleared(database),
          await available(database, owner, org),
        ];
        await tell(payment, code, 970_000);
        assertEquals(await pay(payment), "settled");
        assertEquals(await pay(payment), "already_settled");
        assertEquals(await account("paid_to_bank"), 970_000);
        assertEquals(await account("provider_clearing") - held, 0);
        assertEquals(await cleared(database) - through, 10_000);
        assertEquals(await available(database, owner, org) - can, 0);
        assertEquals(await differs(payment), 0);
        await sound();
        // Told late of another share, what is settled stays.
        await tell(payment, code, 1);
        await sound();
      },
    );

    await t.step(
      "another share, another account, or none at all is booked as told, and staff see it",
      async () => {
        const less = await checkout(1_000_000);
        await tell(less, code, 900_000);
        const before = await account("provider_clearing");
        await pay(less);
        assertEquals([await differs(less), await account("provider_clearing") - before], [
          1,
          70_000,
        ]);
        const elsewhere = await checkout(1_000_000);
        await tell(elsewhere, "ACCT_other", 970_000);
        await pay(elsewhere);
        assertEquals(await differs(elsewhere), 1);
        const never = await checkout(1_000_000);
        const held = await account("provider_clearing");
        await pay(never);
        assertEquals([await differs(never), await account("provider_clearing") - held], [
          1,
          970_000,
        ]);
        await sound();
      },
    );

    await t.step(
      "what goes back comes out of what is held, and a debt stops splits and refunds",
      async () => {
        const payment = await checkout(90_000_000);
        await tell(payment, code, 89_080_000);
        await pay(payment);
        const through = await cleared(database);
        await giveBack(payment, 45_000_000);
        assertEquals((await feeOf(database, payment.id)).back, 450_000);
        assertEquals(await cleared(database) - through, -45_000_000);
        await sound();
        // More than is held: what the world's rent left there is used up by disputes.
        const lost = await checkout(80_000_000);
        await tell(lost, code, 79_180_000);
        await pay(lost);
        await database.query(
          "select service.keep_dispute('paystack', $1, null, 'D-lost', 80000000, 'lost') where $2",
          [lost.reference, true],
        );
        const [funds] = await as<{ missing_kobo: number; available_kobo: number }>(
          database,
          owner,
          "select missing_kobo::float8, available_kobo::float8 from payout_funds($1) where provider = 'paystack'",
          [org],
        );
        assert((funds?.missing_kobo ?? 0) > 0, "the organization is in debt");
        assertEquals(funds?.available_kobo, 0);
        const [debt] = await database.query<{ missing: number }>(
          "select (details ->> 'missing_kobo')::float8 as missing from payment_exceptions where kind = 'payee_in_debt' and $1",
          [true],
        );
        assertEquals(debt?.missing, funds?.missing_kobo);
        const asked = await request(database, accountant, payment.id, 1_000_000);
        assertEquals(
          (await refusal(approve(database, owner, asked.id))).hint,
          "refund.not_enough",
        );
        // What comes in now is held, until it covers the debt.
        const next = await checkout(70_000_000);
        assertEquals(await splitOf(next), undefined);
        await pay(next);
        assertEquals((await splitOf(await checkout(1_000)))?.subaccount_code, code);
        await sound();
      },
    );

    await t.step("of what never was nothing went to the bank", async () => {
      const payment = await checkout(1_000_000);
      await tell(payment, code, 970_000);
      await pay(payment);
      const bank = await account("paid_to_bank");
      await database.query("select private.move_payment($1, 'reversed', 'It never came')", [
        payment.id,
      ]);
      assertEquals(await account("paid_to_bank") - bank, -970_000);
      await sound();
    });

    await t.step("a checkout that the provider will not split is opened without", async () => {
      const payment = await checkout(1_000_000);
      await as(database, "service", "select service.drop_split($1, 'No such subaccount')", [
        payment.reference,
      ]);
      assertEquals([await splitOf(payment), (await feeOf(database, payment.id)).fee], [
        undefined,
        0,
      ]);
      await pay(payment);
      assertEquals(await differs(payment), 0);
      await sound();
    });

    await t.step(
      "an account that changed between checkout and payment is a trace for staff",
      async () => {
        const payment = await checkout(1_000_000);
        await database.query(
          `select private.move_direct_settlement(id, 'ended', null, 'Changed') from direct_settlements
         where status = 'active' and $1`,
          [true],
        );
        assertEquals(await splitOf(await checkout(1_000_000)), undefined);
        await tell(payment, code, 970_000);
        await pay(payment);
        assertEquals(await differs(payment), 1);
        await sound();
      },
    );

    await t.step("a provider is told the share where it wants it, once", async () => {
      await settleStraight(database, world, {
        provider: "flutterwave",
        bank_code: "044",
        last_four: "0040",
      });
      const charge = await demand(1_000_000);
      const reference = `EST-flw-${crypto.randomUUID()}`;
      await as(
        database,
        "service",
        "select service.start_payment($1, array[$2]::uuid[], 'flutterwave', $3)",
        [tenant.user, charge, reference],
      );
      const fix = async (fees: number) =>
        (await as<{ kobo: number }>(
          database,
          "service",
          "select service.fix_split($1, $2)::float8 as kobo",
          [reference, fees],
        ))[0]?.kobo;
      assertEquals([await fix(14_000), await fix(99_000)], [976_000, 976_000]);
      await database.query(
        "select private.settle_payment('flutterwave', $1, $1, 1000000, 'NGN', now(), 'card', 15000)",
        [reference],
      );
      // It kept ten naira more than it had said: they are missing from what it holds for the organization.
      assertEquals(await cleared(database, "flutterwave"), 9_000);
      assertEquals(await differs({ reference }), 0);
      await sound();
    });

    await t.step("what an agency collects under a mandate is not split", async () => {
      await settleStraight(database, world, { last_four: "2222" });
      const { reference } = await addCollection(database, world);
      assertEquals(await splitOf({ reference }), undefined);
    });

    await t.step("the proof finds what went past", async () => {
      await database.exec(
        `set session_replication_role = replica;
         update payment_terms set paid_kobo = paid_kobo + 1 where paid_kobo > 0;
         set session_replication_role = origin`,
      );
      const wrong = await database.query<{ what: string }>(
        "select distinct what from private.ledger_differences($1) order by 1",
        [org],
      );
      assertEquals(wrong.map((it) => it.what), ["paid_to_bank", "split_not_booked"]);
    });
  } finally {
    await close();
  }
});
