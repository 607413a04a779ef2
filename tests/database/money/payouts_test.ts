import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { longGone } from "../people/second_people.ts";
import { openWorld } from "../test_database.ts";
import { books, differences } from "./owed.ts";
import {
  available,
  claim,
  decidePayout,
  hear,
  later,
  payableAccount,
  payoutOf,
  requestPayout,
} from "./payouts.ts";

/** What the world's tenant paid online, less the provider's fee. */
const held = 120_000_000 - 200_000;
/** What is held back for a fee that nobody knows yet. */
const reserve = 6_000;

Deno.test("a payout is asked for, approved by another, sent once and booked", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant, manager, otherOwner, tenant, staff } = world.people;
  const { org } = world;
  try {
    const account = await payableAccount(database, world);
    const ask = (kobo: number | null, changes: Record<string, unknown> = {}) =>
      requestPayout(database, owner, org, account, kobo as number, changes);
    const approve = (by: { user: string }, id: string) =>
      decidePayout(database, by, "approve_payout", { payout_id: id });
    const sound = async () => assertEquals(await differences(database, org), []);
    const exceptions = async (reference: string) =>
      (await database.query<{ told: string }>(
        `select case when resolved_at is null then kind::text else '(' || kind || ')' end as told
         from payment_exceptions where reference = $1 order by kind`,
        [reference],
      )).map((it) => it.told);
    /** One that a worker has begun to send. */
    const sending = async (kobo = 100_000) => {
      const { id } = await ask(kobo);
      await approve(accountant, id);
      const taken = await claim(database);
      assertEquals(taken.map((it) => [it.payout_id, it.action]), [[id, "send"]]);
      return await payoutOf(database, id);
    };

    await t.step("who may, and what is refused", async () => {
      for (
        const [by, code] of [[manager, "auth.forbidden"], [otherOwner, "auth.forbidden"], [
          tenant,
          "auth.forbidden",
        ]] as const
      ) {
        assertEquals((await refusal(requestPayout(database, by, org, account, 1))).hint, code);
      }
      for (
        const [changes, field] of [
          [{ amount_kobo: 0 }, "amount_kobo"],
          [{ amount_kobo: -1 }, "amount_kobo"],
          [{ amount_kobo: null }, "amount_kobo"],
          [{ client_id: null }, "client_id"],
          [{ note: " " }, "note"],
          [{ note: "x".repeat(101) }, "note"],
        ] as const
      ) {
        assertEquals(await problem(ask(1000, changes)), ["PT400", "payout.bad_fact", field]);
      }
      assertEquals((await refusal(ask(10.5))).hint, "value.bad_amount");
      assertEquals(
        (await refusal(ask(1, { payee_account_id: crypto.randomUUID() }))).hint,
        "payee_account.not_found",
      );
      assertEquals(
        (await refusal(ask(1, { payee_account_id: null }))).hint,
        "payee_account.not_found",
      );
    });

    await t.step("what is there can be paid out, and not a kobo more", async () => {
      assertEquals(await available(database, owner, org), held - reserve);
      assertEquals(await available(database, owner, org, "flutterwave"), 0);
      const refused = await refusal(ask(held - reserve + 1));
      assertEquals([refused.hint, JSON.parse(refused.detail).available_kobo], [
        "payout.not_enough",
        held - reserve,
      ]);
      const client_id = crypto.randomUUID();
      const all = await ask(held - reserve, { client_id });
      assertEquals(all.status, "requested");
      assertEquals(await ask(held - reserve, { client_id }), all, "a repeat");
      assertEquals((await refusal(ask(1, { client_id }))).hint, "payout.client_id_used");
      assertEquals(await available(database, owner, org), 0);
      assertEquals((await refusal(ask(1))).hint, "payout.not_enough");
      const gone = await decidePayout(database, owner, "withdraw_payout", {
        payout_id: all.id,
        reason: "Too much",
      });
      assertEquals(gone.status, "withdrawn");
      assertEquals(await available(database, owner, org), held - reserve);
      const flutterwave = await payableAccount(database, world, { provider: "flutterwave" });
      assertEquals(
        (await refusal(requestPayout(database, owner, org, flutterwave, 1))).hint,
        "payout.not_enough",
        "it is with the other provider",
      );
    });

    await t.step("another member approves or declines", async () => {
      const one = await ask(100_000);
      assertEquals(await claim(database), [], "nothing is sent that nobody approved");
      assertEquals(await problem(approve(owner, one.id)), ["PT403", "payout.own", "payout_id"]);
      assertEquals((await refusal(approve(manager, one.id))).hint, "auth.forbidden");
      assertEquals((await refusal(approve(otherOwner, one.id))).hint, "payout.not_found");
      const declined = await decidePayout(database, accountant, "decline_payout", {
        payout_id: one.id,
        reason: "Next month",
      });
      assertEquals(declined.status, "declined");
      assertEquals((await refusal(approve(accountant, one.id))).hint, "payout.already_decided");
      assertEquals(await claim(database), []);
    });

    await t.step("it is sent once, and booked when the provider says so", async () => {
      const before = await books(database, org);
      const { id, status, reference } = await sending();
      assertEquals(status, "sending");
      assert(/^est-[0-9a-f-]{36}$/.test(reference));
      assertEquals(await claim(database), [], "somebody has it in hand");
      assertEquals(
        (await refusal(
          decidePayout(database, owner, "withdraw_payout", { payout_id: id, reason: "Stop" }),
        )).hint,
        "payout.already_decided",
      );
      assertEquals(
        await hear(database, id, "pending", { provider_transfer_id: "t1", amount_kobo: 100_000 }),
        "pending",
      );
      await later(database, "1 day");
      assertEquals((await claim(database)).map((it) => it.action), ["ask"]);
      const paid = { provider_transfer_id: "t1", amount_kobo: 100_000, fee_kobo: 1_000 };
      assertEquals(await hear(database, id, "paid", paid), "paid");
      assertEquals(await hear(database, id, "paid", paid), "paid", "twice");
      assertEquals(
        await hear(database, id, "pending", { amount_kobo: 100_000 }),
        "paid",
        "out of order",
      );
      const after = await books(database, org);
      assertEquals(
        [
          (after.bank ?? 0) - (before.bank ?? 0),
          (after.provider_clearing ?? 0) - (before.provider_clearing ?? 0),
        ],
        [100_000, -101_000],
      );
      assertEquals(await available(database, owner, org), held - reserve - 101_000);
      await later(database, "30 days");
      assertEquals(await claim(database), [], "nothing is left to ask");
      await sound();

      assertEquals(await hear(database, id, "reversed", { amount_kobo: 100_000 }), "reversed");
      assertEquals(await hear(database, id, "reversed", { amount_kobo: 100_000 }), "reversed");
      assertEquals(await hear(database, id, "paid", paid), "reversed", "an old event");
      // The provider keeps its fee.
      assertEquals(await available(database, owner, org), held - reserve - 1_000);
      await sound();
    });

    await t.step("a killed worker: the provider is asked, and it is never sent again", async () => {
      const { id, reference } = await sending();
      await later(database, "4 minutes");
      const [again] = await claim(database);
      assertEquals([again?.action, again?.sealed], ["ask", null]);
      assertEquals(await hear(database, id, "unknown"), "sending");
      await later(database, "10 minutes");
      assertEquals(await hear(database, id, "unknown"), "sending");
      await later(database, "20 minutes");
      assertEquals(await hear(database, id, "unknown"), "needs_attention");
      assertEquals(await exceptions(reference), ["payout_attention"]);
      assertEquals(
        (await refusal(
          decidePayout(database, owner, "fail_payout", { payout_id: id, reason: "Gone" }),
        )).hint,
        "auth.forbidden",
      );
      assertEquals(
        (await refusal(decidePayout(database, staff, "fail_payout", { payout_id: id, reason: "" })))
          .hint,
        "payout.bad_fact",
      );
      const free = await available(database, owner, org);
      const failed = await decidePayout(database, staff, "fail_payout", {
        payout_id: id,
        reason: "The dashboard has none of this reference",
      });
      assertEquals(failed.status, "failed");
      assertEquals(await available(database, owner, org), free + 100_000 + reserve);
      // It was there after all: the money went out, and that is what counts.
      assertEquals(await hear(database, id, "paid", { amount_kobo: 100_000, fee_kobo: 0 }), "paid");
      assertEquals(await exceptions(reference), ["payout_attention"]);
      await sound();
    });

    await t.step("a provider that never answers: after fifteen days staff look, once", async () => {
      const { id, reference } = await sending();
      await later(database, "14 days 23 hours");
      assertEquals(await hear(database, id, "unreachable"), "sending");
      assertEquals(await exceptions(reference), []);
      const free = await available(database, owner, org);
      await later(database, "1 hour");
      for (let n = 0; n < 3; n++) {
        assertEquals(await hear(database, id, "unreachable"), "needs_attention");
        await later(database, "2 hours");
        assertEquals((await claim(database)).map((it) => it.action), ["ask"], "asked on");
      }
      const [seen] = await database.query<{ times: number; told: string }>(
        "select times_seen as times, suggested_action as told from payment_exceptions where reference = $1",
        [reference],
      );
      assertEquals([seen?.times, seen?.told.startsWith("Look the payout up")], [1, true]);
      assertEquals(await available(database, owner, org), free, "still held back");
      // It answers at last.
      assertEquals(await hear(database, id, "pending", { amount_kobo: 100_000 }), "pending");
      assertEquals(await exceptions(reference), ["(payout_attention)"]);
      // It worked on it, and is away again.
      await later(database, "1 day");
      assertEquals(await hear(database, id, "unreachable"), "needs_attention");
      assertEquals(
        await hear(database, id, "failed", { amount_kobo: 100_000, reason: "Account closed" }),
        "failed",
      );
      assertEquals(await exceptions(reference), ["(payout_attention)"]);
    });

    await t.step("too little at the provider is tried again, and people see it", async () => {
      const { id, reference } = await sending();
      assertEquals(
        await hear(database, id, "insufficient", { reason: "Balance is not enough" }),
        "approved",
      );
      assertEquals((await payoutOf(database, id)).failure_reason, "Balance is not enough");
      assertEquals(await exceptions(reference), ["payout_waits"]);
      assertEquals(await claim(database), [], "not at once");
      await later(database, "7 hours");
      const [again] = await claim(database);
      assertEquals([again?.action, again?.reference], ["send", reference], "the same reference");
      assertEquals(await hear(database, id, "pending", { amount_kobo: 100_000 }), "pending");
      assertEquals(await exceptions(reference), ["(payout_waits)"]);
      assertEquals(
        await hear(database, id, "failed", { reason: "Bank refused", amount_kobo: 100_000 }),
        "failed",
      );
      assertEquals(await hear(database, id, "failed", { amount_kobo: 100_000 }), "failed");
      await sound();
    });

    await t.step("a code, another amount, another environment: a person looks", async () => {
      const code = await sending();
      assertEquals(
        await hear(database, code.id, "needs_person", { amount_kobo: 100_000 }),
        "needs_attention",
      );
      assertEquals(
        await hear(database, code.id, "needs_person", { amount_kobo: 100_000 }),
        "needs_attention",
      );
      assertEquals(await hear(database, code.id, "pending", { amount_kobo: 100_000 }), "pending");
      assertEquals(
        await hear(database, code.id, "paid", { amount_kobo: 100_000, fee_kobo: 1_000 }),
        "paid",
      );
      assertEquals(await exceptions(code.reference), ["(payout_attention)"]);
      const other = await sending();
      assertEquals(
        await hear(database, other.id, "paid", { amount_kobo: 99_999, fee_kobo: 0 }),
        "needs_attention",
      );
      assertEquals(await exceptions(other.reference), ["payout_attention"]);
      assertEquals(await hear(database, other.id, "environment_mismatch"), "needs_attention");
      assertEquals(await hear(database, other.id, "failed", { amount_kobo: 100_000 }), "failed");
      const refused = await sending();
      assertEquals(
        await hear(database, refused.id, "refused", { reason: "Invalid bank" }),
        "failed",
      );
      await sound();
    });

    await t.step("of an account that is retired meanwhile nothing is sent", async () => {
      const place = await payableAccount(database, world);
      const { id } = await requestPayout(database, owner, org, place, 1_000);
      await approve(accountant, id);
      await claim(database);
      await as(database, owner, "select retire_payee_account($1, 'Closed')", [place]);
      assertEquals((await payoutOf(database, id)).status, "sending", "the provider may have it");
      assertEquals(await hear(database, id, "not_sent", { reason: "No answer" }), "approved");
      await later(database, "1 day");
      assertEquals(await claim(database), []);
      assertEquals((await payoutOf(database, id)).status, "failed");
    });

    await t.step("the proof notices what went past the functions", async () => {
      const { id } = await sending();
      await database.exec(
        "alter table payouts disable trigger guard_move; alter table payouts disable trigger after_payout_moved",
      );
      await database.query(
        "update payouts set status = 'paid', paid_at = now(), fee_kobo = 5 where id = $1",
        [id],
      );
      const found = await differences(database, org) as { what: string }[];
      assertEquals(found.map((it) => it.what), ["payout_not_booked"]);
    });
  } finally {
    await close();
  }
});

Deno.test("where one person alone may pay out, nobody else is waited for, and it says so", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant } = world.people;
    const account = await payableAccount(database, world);
    await as(database, owner, "delete from memberships where user_id = $1", [accountant.user]);
    await longGone(database);
    const payout = await requestPayout(database, owner, world.org, account, 5_000);
    assertEquals([payout.status, payout.is_sole], ["approved", true]);
    assertEquals((await claim(database)).map((it) => it.payout_id), [payout.id]);
  } finally {
    await close();
  }
});
