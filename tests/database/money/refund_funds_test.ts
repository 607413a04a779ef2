import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { demand, settle, start } from "./owed.ts";
import {
  available,
  claim as claimPayouts,
  decidePayout,
  payableAccount,
  payoutOf,
  requestPayout,
} from "./payouts.ts";
import { approve, claim, disputed, refundOf, request } from "./refunding.ts";

Deno.test("what goes back or is paid out is the organization's own money at the provider", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant } = world.people;
  const { org } = world;
  try {
    const { tenancy, tenant } = await letSince(database, world, 0);
    const charge = await demand(database, owner, tenancy.id, 10_000, "2027-01-01");
    const payment = await start(database, tenant.user, [charge]);
    await settle(database, payment);
    const account = await payableAccount(database, world);
    const all = await available(database, owner, org);
    const open = async (kind: string) =>
      (await database.query(
        "select from payment_exceptions where kind::text = $1 and resolved_at is null",
        [kind],
      )).length;
    const withdraw = (id: string) =>
      decidePayout(database, owner, "withdraw_payout", { payout_id: id, reason: "Not now" });

    await t.step("an approved refund and a dispute are held back, once for a payment", async () => {
      const { id } = await request(database, accountant, payment.id, 4_000);
      assertEquals(await available(database, owner, org), all, "only asked for");
      await approve(database, owner, id);
      assertEquals(await available(database, owner, org), all - 4_000);
      await disputed(database, payment.reference, "open", { id: "F-1", kobo: 10_000 });
      assertEquals(await available(database, owner, org), all - 10_000, "not more than was paid");
      await disputed(database, payment.reference, "won", { id: "F-1", kobo: 10_000 });
      assertEquals(await available(database, owner, org), all - 4_000);
      await database.query(
        "select service.record_refund_not_sent($1, 'refused', 'It will not')",
        [(await claim(database))[0]?.refund_id],
      );
      assertEquals(await available(database, owner, org), all);
    });

    await t.step("a refund of what is being paid out is refused, by hand it is not", async () => {
      const payout = await requestPayout(database, owner, org, account, all);
      const { id } = await request(database, accountant, payment.id, 7_000);
      assertEquals((await refusal(approve(database, owner, id))).hint, "refund.not_enough");
      assertEquals((await refundOf(database, id)).status, "requested");
      const hand = await request(database, accountant, payment.id, 1_000, { by_hand: true });
      assertEquals((await approve(database, owner, hand.id)).status, "approved");
      await withdraw(payout.id);
      assertEquals((await approve(database, owner, id)).status, "approved");
    });

    await t.step("money gone since: neither the payout nor the refund is sent", async () => {
      const payout = await requestPayout(database, owner, org, account, all - 7_000);
      await decidePayout(database, accountant, "approve_payout", { payout_id: payout.id });
      const [big] = await database.query<{ transaction: string }>(
        "select provider_transaction_id as transaction from payments where id = $1",
        [world.payment],
      );
      await disputed(database, big?.transaction as string, "open", { id: "F-2", kobo: 50_000 });
      assertEquals(await claim(database), []);
      assertEquals(await claimPayouts(database), []);
      assertEquals([await open("refund_stuck"), await open("payout_waits")], [1, 1]);
      await disputed(database, big?.transaction as string, "won", { id: "F-2", kobo: 50_000 });
      await database.query(
        "update private.refund_checks set next_at = now() where next_at > now()",
      );
      await database.query("update private.payout_sends set next_at = now() where next_at > now()");
      assertEquals((await claim(database)).length, 1);
      assertEquals((await claimPayouts(database)).map((it) => it.action), ["send"]);
    });
  } finally {
    await close();
  }
});

Deno.test("what cannot be sent keeps nothing behind it waiting", async () => {
  const { database, world, close } = await openWorld();
  const { owner, accountant } = world.people;
  const { org } = world;
  try {
    const paid = async (provider: string, kobo: number) => {
      const { tenancy, tenant } = await letSince(database, world, 0);
      const charge = await demand(database, owner, tenancy.id, kobo, "2027-01-01");
      const payment = await start(database, tenant.user, [charge], provider);
      await settle(database, payment, provider);
      return payment;
    };
    const approvedRefund = async (payment: string) => {
      const { id } = await request(database, accountant, payment, 1_000);
      await approve(database, owner, id);
      return id;
    };
    const approvedPayout = async (account: string, kobo: number) => {
      const { id } = await requestPayout(database, owner, org, account, kobo);
      await decidePayout(database, accountant, "approve_payout", { payout_id: id });
      return id;
    };
    const short = await paid("paystack", 10_000);
    const enough = await paid("flutterwave", 500_000);
    const stuck = await approvedRefund(short.id);
    const [atShort, closed, atEnough] = [
      await payableAccount(database, world),
      await payableAccount(database, world, { provider: "flutterwave" }),
      await payableAccount(database, world, { provider: "flutterwave" }),
    ];
    const waits = await approvedPayout(atShort, await available(database, owner, org));
    const toClosed = await approvedPayout(closed, 1_000);
    const [refund, payout] = [
      await approvedRefund(enough.id),
      await approvedPayout(atEnough, 1_000),
    ];
    // Paystack holds too little from now on, and one account goes out of use.
    const [big] = await database.query<{ transaction: string }>(
      "select provider_transaction_id as transaction from payments where id = $1",
      [world.payment],
    );
    await disputed(database, big?.transaction as string, "open", { id: "F-3", kobo: 50_000 });
    await database.query(
      "update payee_accounts set payable_from = now() + interval '1 day' where id = $1",
      [closed],
    );
    // A worker takes one at a time, and comes again while there was one.
    const one = (name: string, id: string) =>
      as<{ id: string }>(
        database,
        "service",
        `select ${id} as id from service.${name}('{paystack,flutterwave}', 1)`,
      );
    assertEquals(await one("claim_refunds", "refund_id"), [{ id: refund }]);
    assertEquals(await one("claim_refunds", "refund_id"), []);
    assertEquals((await refundOf(database, stuck)).status, "approved");
    assertEquals(await one("claim_payouts", "payout_id"), [{ id: payout }]);
    assertEquals(await one("claim_payouts", "payout_id"), []);
    const status = async (id: string) => (await payoutOf(database, id)).status;
    assertEquals([await status(waits), await status(toClosed)], ["approved", "failed"]);
  } finally {
    await close();
  }
});
