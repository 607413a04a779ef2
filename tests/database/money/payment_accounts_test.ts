import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { settleStraight } from "./direct_settlements.ts";
import { openOffice } from "./offline_office.ts";
import { start } from "./owed.ts";
import { cleared, feeOf, setFee } from "./platform_fees.ts";

Deno.test("a payment by transfer has one account number, its payer's and its payee's to see, and is not split", async () => {
  const { database, world, close, demand } = await openOffice();
  const { owner, tenant, staff, stranger, otherOwner } = world.people;
  try {
    await setFee(database, staff, { bps: 100, applies_to: "split" });
    await settleStraight(database, world);
    const payment = await start(database, tenant.user, [await demand(1_000_000)]);
    const known = () =>
      as<{ account_number: string }>(
        database,
        "service",
        "select account_number from service.payment_account($1)",
        [payment.reference],
      );
    const give = (number: string, until = "2026-12-01T12:00:00Z") =>
      as<{ account_number: string }>(
        database,
        "service",
        "select account_number from service.open_payment_account($1, 'Mock Bank', $2, $3)",
        [payment.reference, number, until],
      );
    assertEquals(await known(), []);
    const [split] = await database.query(
      "select split_through, subaccount_code from payment_terms as t join payments as p on p.terms_id = t.id where p.id = $1",
      [payment.id],
    );
    assertEquals(split, { split_through: null, subaccount_code: null });
    const [traces] = await database.query(
      "select count(*)::int as n from payment_exceptions where reference = $1",
      [payment.reference],
    );
    assertEquals(traces, { n: 0 }, "nothing was refused");
    assertEquals((await problem(give("1234567890", "soon")))[1], "value.bad_time");
    assertEquals(await give("1234567890"), [{ account_number: "1234567890" }]);
    assertEquals(await give("0987654321"), [{ account_number: "1234567890" }], "the first one");
    assertEquals(await known(), [{ account_number: "1234567890" }]);
    const seen = async (who: { user: string }) =>
      (await as(database, who, "select 1 from payment_accounts where payment_id = $1", [
        payment.id,
      ])).length;
    assertEquals(await Promise.all([tenant, owner, stranger, otherOwner].map(seen)), [1, 1, 0, 0]);
    const before = await cleared(database);
    await database.query(
      "select private.settle_payment('paystack', $1, $1, 1000000, 'NGN', now(), 'bank_transfer', 20000)",
      [payment.reference],
    );
    assertEquals([await cleared(database) - before, (await feeOf(database, payment.id)).fee], [
      980_000,
      0,
    ]);
  } finally {
    await close();
  }
});

Deno.test("an account number credited wrongly twice, then rightly, then once more settles once and tells of each", async () => {
  const { database, world, close, demand } = await openOffice();
  try {
    const charge = await demand(1_000_000);
    const payment = await start(database, world.people.tenant.user, [charge]);
    await as(
      database,
      "service",
      "select service.open_payment_account($1, 'Mock Bank', '1234567890', '2020-01-01T12:00:00Z')",
      [payment.reference],
    );
    const comes = async (transaction: string, kobo: number) => {
      const [row] = await database.query<{ outcome: string }>(
        "select private.settle_confirmed('paystack', $1, $2, $3, 'NGN', now(), 'bank_transfer', 0)::text as outcome",
        [payment.reference, transaction, kobo],
      );
      return row?.outcome;
    };
    assertEquals(await comes("t1", 400_000), "needs_review");
    assertEquals(await comes("t2", 600_000), "needs_review");
    assertEquals(await comes("t1", 400_000), "needs_review", "told again");
    assertEquals(await comes("t3", 1_000_000), "settled", "although the number has expired");
    assertEquals(await comes("t4", 1_000_000), "already_settled");
    assertEquals(await comes("t3", 1_000_000), "already_settled");
    const traces = await database.query(
      `select kind::text as kind, details ->> 'provider_transaction_id' as of,
         coalesce(details ->> 'received_kobo', details ->> 'amount_kobo')::int as kobo
       from payment_exceptions where payment_id = $1 order by 2`,
      [payment.id],
    );
    assertEquals(traces, [
      { kind: "amount_mismatch", of: "t1", kobo: 400_000 },
      { kind: "amount_mismatch", of: "t2", kobo: 600_000 },
      { kind: "duplicate_transaction", of: "t4", kobo: 1_000_000 },
    ]);
    const [paid] = await database.query(
      "select coalesce(sum(amount_kobo), 0)::int as kobo from payment_allocations where charge_id = $1",
      [charge],
    );
    assertEquals(paid, { kobo: 1_000_000 });
  } finally {
    await close();
  }
});
