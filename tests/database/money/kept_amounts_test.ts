/** What came, went back, went out or was disputed is not rewritten, whoever has the database: it is corrected by rows. */
import { assertEquals } from "@std/assert";
import { refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

/** Each table with what may not be said otherwise, and in which state that is so. */
const kept: readonly { table: string; status: string; rewriting: readonly string[] }[] = [
  {
    table: "payments",
    status: "succeeded",
    rewriting: [
      "amount_kobo = amount_kobo + 1",
      "currency = 'NGN'",
      "reference = 'another-reference'",
      "provider_fees_kobo = 1",
      "provider_fees_kobo = null",
      "provider_transaction_id = 'another'",
      "paid_at = paid_at + interval '1 day'",
    ],
  },
  {
    table: "offline_payments",
    status: "confirmed",
    rewriting: [
      "claimed_kobo = claimed_kobo + 1",
      "confirmed_kobo = confirmed_kobo + 1",
      "confirmed_kobo = null",
      "received_on = received_on - 1",
    ],
  },
  { table: "refunds", status: "succeeded", rewriting: ["amount_kobo = amount_kobo - 1"] },
  { table: "refunds", status: "requested", rewriting: ["amount_kobo = amount_kobo + 1"] },
  { table: "disputes", status: "lost", rewriting: ["amount_kobo = amount_kobo - 1"] },
  {
    table: "payouts",
    status: "paid",
    rewriting: ["amount_kobo = amount_kobo - 1", "fee_kobo = fee_kobo + 1", "fee_kobo = null"],
  },
];

Deno.test("amounts of money that moved are kept as they were", async (t) => {
  const { database, world, close } = await openWorld();
  const { org, people, tenancy } = world;
  const by = people.owner.user;
  try {
    // Without the rules of making one: how each comes to be is told in its own tests.
    await database.exec(`
      set session_replication_role = replica;
      insert into payments (id, org_id, tenancy_id, method, reference, status, amount_kobo, provider_fees_kobo, provider_transaction_id, paid_at)
      values (gen_random_uuid(), '${org}', '${tenancy}', 'paystack', 'kept-amounts-1', 'succeeded', 5000000, 75000, '1', now());
      insert into offline_payments (org_id, payment_id, subject_id, source, method, status, client_id, claimed_kobo, paid_on, confirmed_kobo, received_on)
      select org_id, id, tenancy_id, 'payee', 'cash', 'confirmed', gen_random_uuid(), 5000000, '2026-01-02', 5000000, '2026-01-02' from payments where reference = 'kept-amounts-1';
      insert into refunds (org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, client_id)
      select org_id, id, tenancy_id, method, 'provider', stands::refund_status, 100000, 'Twice', gen_random_uuid() from payments, unnest(array['succeeded', 'requested']) as stands where reference = 'kept-amounts-1';
      insert into disputes (org_id, payment_id, subject_id, method, provider_dispute_id, status, amount_kobo)
      select org_id, id, tenancy_id, method, '7', 'lost', 100000 from payments where reference = 'kept-amounts-1';
      insert into payouts (org_id, payee_org_id, payee_account_id, provider, reference, status, amount_kobo, fee_kobo, client_id, requested_by, paid_at)
      values ('${org}', '${org}', gen_random_uuid(), 'paystack', 'kept-amounts-payout-1', 'paid', 100000, 1000, gen_random_uuid(), '${by}', now());
      set session_replication_role = origin`);
    for (const { table, status, rewriting } of kept) {
      const rows = (clause: string) => `${clause} where org_id = '${org}' and status = '${status}'`;
      const [{ count }] = await database.query<{ count: number }>(
        `select count(*)::int as count from ${rows(table)} and $1`,
        [true],
      ) as [{ count: number }];
      assertEquals(count > 0, true, `${table} ${status}`);
      for (const rewrite of rewriting) {
        await t.step(`${table}, ${status}: ${rewrite}`, async () => {
          const { hint } = await refusal(
            database.query(rows(`update ${table} set ${rewrite}`), []),
          );
          assertEquals(hint, "record.append_only");
        });
      }
      await t.step(`${table}, ${status}: deleted or emptied`, async () => {
        for (const sql of [rows(`delete from ${table}`), `truncate ${table} cascade`]) {
          assertEquals((await refusal(database.query(sql, []))).hint, "record.append_only");
        }
      });
      // What is no amount goes on.
      await database.query(rows(`update ${table} set updated_at = now()`), []);
    }
  } finally {
    await close();
  }
});
