import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { openOffice } from "./offline_office.ts";
import { books, differences, start } from "./owed.ts";
import {
  addAccount,
  addCollection,
  available,
  coolOff,
  decideAccount,
  payableAccount,
} from "./payouts.ts";
import {
  later,
  say,
  settlementBy,
  settlementOf,
  settleStraight,
  type Step,
  step,
} from "./direct_settlements.ts";
import { cleared, feeOf, setFee } from "./platform_fees.ts";
import { approve, request } from "./refunding.ts";

Deno.test("who may have rents paid straight to a bank account, and what the provider is told", async (t) => {
  const { database, world, close } = await openOffice();
  const { owner, accountant, manager, otherOwner, tenant, staff } = world.people;
  const { org } = world;
  try {
    const account = await payableAccount(database, world);
    const ask = (by = owner, payee_account_id: string | null = account) =>
      settlementBy(database, by, "request_direct_settlement", { org_id: org, payee_account_id });
    const approveIt = (by: { user: string }, direct_settlement_id: string | null) =>
      settlementBy(database, by, "approve_direct_settlement", { direct_settlement_id });
    const endIt = (direct_settlement_id: string, reason: string | null = "No longer wanted") =>
      settlementBy(database, owner, "end_direct_settlement", { direct_settlement_id, reason });
    const told = async (id: string) =>
      (await database.query<{ kind: string }>(
        `select distinct replace(kind, 'direct_settlement_', '') as kind from notifications
         where subject_id = $1 and user_id = $2 order by 1`,
        [id, accountant.user],
      )).map((it) => it.kind);
    const exceptions = async () =>
      (await database.query<{ kind: string }>(
        "select kind from payment_exceptions where kind = 'subaccount_unclear' and resolved_at is null and $1",
        [true],
      )).length;

    await t.step(
      "it takes money.payout, an approved account that has cooled off, and two people",
      async () => {
        for (const by of [manager, otherOwner, tenant]) {
          assertEquals((await refusal(ask(by))).hint, "auth.forbidden");
        }
        assertEquals((await refusal(ask(owner, null))).hint, "payee_account.not_found");
        const young = await addAccount(database, owner, org);
        assertEquals((await refusal(ask(owner, young.id))).hint, "payout.account_not_approved");
        await decideAccount(database, accountant, "approve_payee_account", {
          payee_account_id: young.id,
        });
        assertEquals((await refusal(ask(owner, young.id))).hint, "payout.cooling_off");
        const asked = await ask();
        assertEquals([asked.status, (await ask()).id], ["requested", asked.id]);
        assertEquals((await refusal(approveIt(owner, asked.id))).hint, "direct_settlement.own");
        assertEquals((await refusal(approveIt(manager, asked.id))).hint, "auth.forbidden");
        assertEquals(
          (await refusal(approveIt(otherOwner, asked.id))).hint,
          "direct_settlement.not_found",
        );
        assertEquals(
          (await refusal(approveIt(accountant, null))).hint,
          "direct_settlement.not_found",
        );
        await coolOff(database, young.id);
        assertEquals((await refusal(ask(owner, young.id))).hint, "direct_settlement.waiting");
        for (const reason of [null, " ", "x".repeat(501)]) {
          assertEquals(
            (await problem(settlementBy(database, accountant, "decline_direct_settlement", {
              direct_settlement_id: asked.id,
              reason,
            }))).slice(1),
            ["direct_settlement.bad_reason", "reason"],
          );
        }
        const declined = await settlementBy(database, accountant, "decline_direct_settlement", {
          direct_settlement_id: asked.id,
          reason: "Not this one",
        });
        assertEquals(declined.status, "declined");
        assertEquals(
          (await refusal(approveIt(accountant, asked.id))).hint,
          "direct_settlement.already_decided",
        );
        assertEquals(await told(asked.id), ["declined", "requested"]);
      },
    );

    let first: Step;
    await t.step("it is made once, and what nobody knows of is looked for", async () => {
      const { id } = await ask();
      assertEquals((await approveIt(accountant, id)).status, "approved");
      assertEquals((await approveIt(accountant, id)).status, "approved");
      const [made, ...others] = await step(database);
      assertEquals([made?.action, others, await step(database)], ["create", [], []]);
      first = made as Step;
      // The worker was killed, or the provider timed out: whoever comes next looks for it, by our key.
      await later(database, "3 minutes");
      const [looked] = await step(database);
      assertEquals([looked?.action, looked?.key], ["find", first.key]);
      assertEquals(await say(database, looked as Step, "unknown"), "find");
      await later(database);
      assertEquals((await step(database))[0]?.action, "find");
      // Its list proves that there is none: it is made once more, under the same key.
      assertEquals(await say(database, looked as Step, "absent"), "create");
      const [again] = await step(database);
      assertEquals([again?.action, again?.key], ["create", first.key]);
      await later(database, "3 minutes");
      const [found] = await step(database);
      assertEquals(
        await say(database, found as Step, "made", { code: "ACCT_one", last_four: "4321" }),
        "done",
      );
      assertEquals((await settlementOf(database, id)).status, "active");
      assertEquals(await step(database), []);
      assertEquals(await told(id), ["active", "approved", "requested"]);
      // Told late of one that is known already: nothing changes.
      await say(database, made as Step, "made", { code: "ACCT_two", last_four: "4321" });
      const [row] = await database.query<{ code: string }>(
        "select code from private.subaccounts where $1",
        [true],
      );
      assertEquals(row?.code, "ACCT_one");
    });

    await t.step(
      "another account is another request; the old one ends, and the same subaccount moves",
      async () => {
        const second = await payableAccount(database, world, { last_four: "8765" });
        const before = await database.query<{ id: string }>(
          "select id from direct_settlements where status = 'active' and $1",
          [true],
        );
        const { id } = await ask(owner, second);
        assertEquals((await settlementOf(database, before[0]?.id as string)).status, "active");
        await approveIt(accountant, id);
        assertEquals((await settlementOf(database, before[0]?.id as string)).status, "ended");
        const [moved] = await step(database);
        assertEquals([moved?.action, moved?.code], ["update", "ACCT_one"]);
        // It says that it pays to another number than it was told: it is told again.
        assertEquals(
          await say(database, moved as Step, "updated", { last_four: "0000" }),
          "update",
        );
        const [again] = await step(database);
        assertEquals(await say(database, again as Step, "updated", { last_four: "8765" }), "done");
        assertEquals((await settlementOf(database, id)).status, "active");

        await decideAccount(database, owner, "retire_payee_account", {
          payee_account_id: second,
          reason: "It was not ours",
        });
        assertEquals((await settlementOf(database, id)).status, "ended");
        const [closing] = await step(database);
        assertEquals(closing?.action, "close");
        // Not closed until the provider says so.
        assertEquals(await say(database, closing as Step, "refused", { reason: "Busy" }), "close");
        assertEquals(await exceptions(), 1);
        await later(database, "2 hours");
        const [once] = await step(database);
        assertEquals(await say(database, once as Step, "closed"), "done");
      },
    );

    await t.step(
      "turned on again before it was closed, nothing is told and it is active",
      async () => {
        const { id } = await ask();
        await approveIt(accountant, id);
        const [opened] = await step(database);
        assertEquals(opened?.action, "update");
        await say(database, opened as Step, "updated", { last_four: "4321" });
        assertEquals((await refusal(endIt(id, null))).hint, "direct_settlement.bad_reason");
        assertEquals((await endIt(id)).status, "ended");
        assertEquals((await endIt(id)).status, "ended");
        const anew = await ask();
        await approveIt(accountant, anew.id);
        const [kept] = await step(database);
        assertEquals(kept?.action, "keep");
        assertEquals(await say(database, kept as Step, "as_is"), "done");
        assertEquals((await settlementOf(database, anew.id)).status, "active");
      },
    );

    await t.step("what the provider refuses fails; what nobody can know staff say", async () => {
      const other = await payableAccount(database, world, {
        provider: "flutterwave",
        bank_code: "044",
        last_four: "0040",
      });
      const refused = await ask(owner, other);
      await approveIt(accountant, refused.id);
      const [made] = await step(database);
      await say(database, made as Step, "refused", { reason: "No such account" });
      assertEquals((await settlementOf(database, refused.id)).failure_reason, "No such account");
      const { id } = await ask(owner, other);
      await approveIt(accountant, id);
      const [anew] = await step(database);
      assertEquals(anew?.action, "create");
      await later(database);
      const [looked] = await step(database);
      await say(database, looked as Step, "unclear");
      await later(database);
      assertEquals([await step(database), await exceptions()], [[], 2]);
      const clear = (by: { user: string }, given: Record<string, unknown> = {}) =>
        settlementBy(database, by, "clear_subaccount", {
          direct_settlement_id: id,
          note: "It is in the dashboard",
          subaccount_code: "7:RS_found",
          ...given,
        });
      assertEquals((await refusal(clear(owner))).hint, "auth.forbidden");
      assertEquals(
        (await refusal(clear(staff, { note: "" }))).hint,
        "direct_settlement.bad_reason",
      );
      await clear(staff);
      assertEquals(
        (await refusal(clear(staff))).hint,
        "direct_settlement.already_decided",
      );
      const [known] = await step(database);
      assertEquals([known?.action, known?.code], ["update", "7:RS_found"]);
      await say(database, known as Step, "updated", { last_four: "0040" });
      assertEquals((await settlementOf(database, id)).status, "active");
      // A provider that deletes instead of closing: the next one is made anew, under another key.
      await endIt(id);
      const [closing] = await step(database);
      await say(database, closing as Step, "deleted");
      const next = await ask(owner, other);
      await approveIt(accountant, next.id);
      const [fresh] = await step(database);
      assertEquals([fresh?.action, fresh?.key === closing?.key], ["create", false]);
      // Ended while it is being made: it is closed as soon as it is known.
      await endIt(next.id);
      assertEquals(
        await say(database, fresh as Step, "made", { code: "9:RS_late", last_four: "0040" }),
        "close",
      );
      assertEquals((await settlementOf(database, next.id)).status, "ended");
    });

    await t.step("who is alone asks and has it, and it says so", async () => {
      await database.query(
        "delete from memberships where org_id = $1 and user_id <> $2",
        [org, owner.user],
      );
      // Whom they sent away just now counts as a second person yet.
      const early = await addAccount(database, owner, org, { last_four: "2121" });
      assertEquals(early.status, "proposed");
      await database.query(
        "update private.former_permissions set lost_at = lost_at - interval '4 days' where $1",
        [true],
      );
      const alone = await payableAccountOfOne(database, owner, org);
      const asked = await ask(owner, alone);
      assertEquals([asked.status, asked.is_sole], ["approved", true]);
    });
  } finally {
    await close();
  }
});

async function payableAccountOfOne(
  database: Parameters<typeof addAccount>[0],
  owner: { user: string },
  org: string,
): Promise<string> {
  const { id } = await addAccount(database, owner, org, { last_four: "1111" });
  await coolOff(database, id);
  return id;
}

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

Deno.test({
  name: "of two who ask, approve or work at once one does",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openOffice();
    const { owner, accountant } = world.people;
    try {
      const account = await payableAccount(database, world);
      const both = <Result>(work: () => Promise<Result>) =>
        Promise.all([1, 2, 3, 4, 5].map(() => work()));
      const asked = await both(() =>
        settlementBy(database, owner, "request_direct_settlement", {
          org_id: world.org,
          payee_account_id: account,
        })
      );
      assertEquals(new Set(asked.map((it) => it.id)).size, 1);
      await both(() =>
        settlementBy(database, accountant, "approve_direct_settlement", {
          direct_settlement_id: asked[0]?.id,
        })
      );
      const taken = (await both(() => step(database))).flat();
      assertEquals(taken.map((it) => it.action), ["create"]);
      // Its answer, and somebody who turns it off at that moment.
      await Promise.all([
        say(database, taken[0] as Step, "made", { code: "ACCT_one", last_four: "4321" }),
        settlementBy(database, owner, "end_direct_settlement", {
          direct_settlement_id: asked[0]?.id,
          reason: "No longer wanted",
        }),
      ]);
      assertEquals((await settlementOf(database, asked[0]?.id as string)).status, "ended");
      await later(database);
      const [closing] = await step(database);
      assertEquals([closing?.action, closing?.code], ["close", "ACCT_one"]);
    } finally {
      await close();
    }
  },
});
