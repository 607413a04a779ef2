/** Offline payments with many at once: one decision, one payment for each piece of evidence. */
import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits, reportPayment } from "../world.ts";

/** How often each way to end came. */
async function outcomes(work: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(work)) {
    const way = result.status === "fulfilled"
      ? "done"
      : String((result.reason as { hint?: string }).hint ?? result.reason);
    counts[way] = (counts[way] ?? 0) + 1;
  }
  return counts;
}

Deno.test({
  name: "two clerks, twins and forgers at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people, org } = world;
      const today = nigerianDate();
      const clerks = [people.owner, people.accountant];
      for (let n = 0; n < 6; n++) {
        const user = await createUser(database, `Clerk ${n}`);
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
          [org, user],
        );
        clerks.push({ user });
      }
      const demand = async () =>
        (await database.query<{ id: string }>(
          `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
           values ($1, $2, 'utility', '2026-12-01', 5000, 'For the test') returning id`,
          [org, world.tenancy],
        ))[0]?.id as string;
      const report = (what: Parameters<typeof reportPayment>[3]) =>
        reportPayment(database, people.tenant, org, { kobo: 5000, ...what });
      const call = (by: { user: string }, sql: string, ...given: unknown[]) =>
        as(database, by, sql, given);
      const countOf = async (sql: string, ...given: unknown[]) =>
        (await database.query<{ n: number }>(`select count(*)::int as n ${sql}`, given))[0]?.n;

      await t.step("of many clerks one confirms, the others are told", async () => {
        for (let round = 0; round < 5; round++) {
          const id = await report({ charge: await demand() });
          const told = await outcomes(
            clerks.map((clerk) =>
              call(clerk, "select confirm_offline_payment($1, 5000, $2)", id, today)
            ),
          );
          assertEquals(told, { done: 1, "offline_payment.already_decided": clerks.length - 1 });
          assertEquals(
            await countOf(
              "from receipts as r join offline_payments as o on o.payment_id = r.payment_id where o.id = $1",
              id,
            ),
            1,
          );
        }
      });

      await t.step(
        "confirming, rejecting, asking and expiring at once: one of them happens",
        async () => {
          for (let round = 0; round < 8; round++) {
            const id = await report({ charge: await demand() });
            await database.query(
              "update offline_payments set answer_by = now() - interval '1 minute' where id = $1",
              [id],
            );
            await outcomes([
              call(clerks[0]!, "select confirm_offline_payment($1, 4000, $2)", id, today),
              call(clerks[1]!, "select reject_offline_payment($1, 'Not there')", id),
              call(clerks[2]!, "select ask_for_proof($1, 'Which bank?')", id),
              database.query("select private.expire_payment_proofs()"),
              database.query("select private.expire_payment_proofs()"),
            ]);
            const [row] = await database.query<{ status: string; payment: string; moves: number }>(
              `select o.status, p.status as payment,
               (select count(*) from ledger_entries as e where e.source_id = p.id)::int as entries
             from offline_payments as o join payments as p on p.id = o.payment_id where o.id = $1`,
              [id],
            );
            const fitting: Record<string, unknown> = {
              confirmed: { payment: "succeeded", entries: 1 },
              rejected: { payment: "failed", entries: 0 },
              needs_more: { payment: "pending", entries: 0 },
              expired: { payment: "abandoned", entries: 0 },
            };
            const { status, ...rest } = row!;
            assertEquals(rest as unknown, fitting[status]);
          }
        },
      );

      await t.step("one report sent many times at once is one payment", async () => {
        const charge = await demand();
        const clientId = crypto.randomUUID();
        const same = {
          charge,
          clientId,
          reference: "TWIN-1",
          sha256: "3e".repeat(32),
          upload: `${people.tenant.user}/twin.pdf`,
        };
        // Some find it there already and are given it before they write: their second step is refused or the same.
        await outcomes(Array.from({ length: 12 }, () => report(same)));
        assertEquals(await countOf("from offline_payments where client_id = $1", clientId), 1);
        assertEquals(await countOf("from payment_items where charge_id = $1", charge), 1);
      });

      await t.step("one slip for many payments at once proves one", async () => {
        const charges = await Promise.all(Array.from({ length: 10 }, demand));
        const byReference = await outcomes(
          charges.map((charge) => report({ charge, reference: "SHARED-1" })),
        );
        assertEquals(byReference, { done: 1, "offline_payment.evidence_used": 9 });
        const byFile = await outcomes(
          charges.map((charge) => report({ charge, sha256: "4f".repeat(32) })),
        );
        assertEquals(byFile, { done: 1, "offline_payment.evidence_used": 9 });
      });

      await t.step(
        "a tenant who disputes while the clock settles: one of them happens",
        async () => {
          for (let round = 0; round < 6; round++) {
            const charge = await demand();
            const [recorded] = await as<{ id: string }>(
              database,
              people.manager,
              "select id from record_offline_payment(array[$1::uuid], 'cash', 5000, $2, gen_random_uuid())",
              [charge, today],
            );
            const id = recorded!.id;
            await database.query(
              "update offline_payments set answer_by = now() - interval '1 minute' where id = $1",
              [id],
            );
            await outcomes([
              call(people.tenant, "select dispute_payment($1, 'It is not so')", id),
              call(people.tenant, "select acknowledge_payment($1)", id),
              database.query("select private.settle_recorded_payments()"),
              database.query("select private.settle_recorded_payments()"),
            ]);
            const [row] = await database.query<{ status: string; open: number }>(
              `select o.status, b.open_kobo as open from offline_payments as o, charge_balances as b
             where o.id = $1 and b.charge_id = $2`,
              [id, charge],
            );
            assertEquals(row?.open, row?.status === "confirmed" ? 0 : 5000, row?.status);
          }
        },
      );

      await t.step(
        "taken back by many at once is taken back once, and a payment beside it is left alone",
        async () => {
          const charge = await demand();
          const id = await report({ charge });
          await call(clerks[0]!, "select confirm_offline_payment($1, 5000, $2)", id, today);
          const beside = await report({ charge: await demand() });
          const told = await outcomes([
            ...clerks.map((clerk, n) =>
              call(clerk, "select take_back_payment($1, $2)", id, `It was forged, says ${n}`)
            ),
            call(clerks[0]!, "select confirm_offline_payment($1, 5000, $2)", beside, today),
          ]);
          assertEquals(told, { done: 2, "offline_payment.already_decided": clerks.length - 1 });
          assertEquals(
            await countOf(
              "from ledger_entries as e join offline_payments as o on o.payment_id = e.source_id where o.id = $1",
              id,
            ),
            2,
          );
        },
      );
    } finally {
      await close();
    }
  },
});
