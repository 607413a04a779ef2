/** Money that goes back, with many at once: never more than was paid, and once. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { call, demand, differences, settle, start } from "./owed.ts";
import { answered, approve, claim, disputed, listed, refundOf, request } from "./refunding.ts";

/** How often each way to end came. */
async function outcomes(work: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(work)) {
    const way = result.status === "fulfilled"
      ? "done"
      : String((result.reason as { hint?: string }).hint || result.reason);
    counts[way] = (counts[way] ?? 0) + 1;
  }
  return counts;
}

Deno.test({
  name: "two clerks, workers, events, refunds and disputes at once: the money goes back once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, manager, accountant } = world.people;
      const home = await letSince(database, world, 0);
      const paid = async () => {
        const charge = await demand(database, owner, home.tenancy.id, 10_000, "2027-01-01");
        const payment = await start(database, home.tenant.user, [charge]);
        await settle(database, payment);
        return payment;
      };
      const gone = async (payment: string) =>
        (await database.query<{ kobo: number }>(
          "select coalesce(sum(amount_kobo), 0)::float8 as kobo from payment_returns where payment_id = $1",
          [payment],
        ))[0]?.kobo;
      const sending = async (kobo = 10_000) => {
        const payment = await paid();
        const { id } = await request(database, accountant, payment.id, kobo);
        await approve(database, owner, id);
        await claim(database);
        return { id, payment };
      };

      await t.step("two clerks ask for the whole: one gets it", async () => {
        for (let n = 0; n < 5; n++) {
          const { id } = await paid();
          const came = await outcomes(
            [accountant, manager, owner, accountant].map((by) => request(database, by, id, 10_000)),
          );
          assertEquals(came, { done: 1, "refund.too_much": 3 });
        }
      });

      await t.step(
        "of a deposit that two payments paid no more is asked back than is held, whoever asks",
        async () => {
          for (let n = 0; n < 8; n++) {
            const { tenancy, tenant } = await letSince(database, world, 3);
            const payments: string[] = [];
            for (const on of ["2027-01-01", "2027-01-02"]) {
              const part = await demand(
                database,
                owner,
                tenancy.id,
                50_000,
                on,
                "caution_deposit",
              );
              const payment = await start(database, tenant.user, [part]);
              await settle(database, payment);
              payments.push(payment.id);
            }
            await as(database, owner, "select end_tenancy($1, 'Moved out')", [tenancy.id]);
            const giveBack = (by: Actor, kobo: number) =>
              call(database, by, "record_deposit_return", {
                tenancy_id: tenancy.id,
                amount_kobo: kobo,
                method: "bank_transfer",
                returned_on: nigerianDate(),
                bank_reference: crypto.randomUUID(),
                client_id: crypto.randomUUID(),
              }, "id");
            await giveBack(owner, 60_000);
            // 40,000 are left: whichever comes first has it.
            const came = await outcomes([
              ...payments.map((id) => request(database, accountant, id, 40_000)),
              ...payments.map((id) => request(database, manager, id, 40_000)),
              giveBack(manager, 40_000),
            ]);
            assertEquals(came["done"], 1, JSON.stringify(came));
            const [asked] = await database.query<{ kobo: number }>(
              `select ((select coalesce(sum(amount_kobo), 0) from refunds where subject_id = $1)
                 + (select coalesce(sum(amount_kobo), 0) from deposit_returns where tenancy_id = $1))::float8 as kobo`,
              [tenancy.id],
            );
            assertEquals(asked?.kobo, 100_000);
          }
        },
      );

      await t.step(
        "approving, declining and withdrawing at once: one of them happens",
        async () => {
          for (let n = 0; n < 5; n++) {
            const { id: payment } = await paid();
            const { id } = await request(database, manager, payment, 1_000);
            await outcomes([
              approve(database, owner, id),
              approve(database, accountant, id),
              database.query("select 1 where $1", [true]),
            ]);
            assertEquals((await refundOf(database, id)).status, "approved");
          }
        },
      );

      await t.step("ten workers take each refund once", async () => {
        const taken = (await Promise.all(Array.from({ length: 10 }, () => claim(database)))).flat()
          .map((it) => it.refund_id);
        // What was busy the next run takes.
        taken.push(...(await claim(database)).map((it) => it.refund_id));
        assertEquals(taken.length, new Set(taken).size);
        assertEquals(taken.length, 5);
        for (const [n, id] of taken.entries()) {
          await answered(database, id, `W-${n}`, 1_000, "done");
        }
      });

      await t.step("three events, our own answer and a poll at once: booked once", async () => {
        for (let n = 0; n < 8; n++) {
          const { id, payment } = await sending();
          const told = [{ provider_refund_id: `E-${n}`, amount_kobo: 10_000, state: "done" }];
          await Promise.all([
            answered(database, id, `E-${n}`, 10_000),
            listed(database, payment.id, told),
            listed(database, payment.id, told),
            listed(database, payment.id, told),
            listed(database, payment.id, [{ ...told[0]!, state: "pending" }]),
          ]);
          assertEquals((await refundOf(database, id)).status, "succeeded");
          assertEquals(await gone(payment.id), 10_000);
          const [rows] = await database.query<{ n: number }>(
            "select count(*)::int as n from refunds where payment_id = $1",
            [payment.id],
          );
          assertEquals(rows?.n, 1);
        }
      });

      await t.step("a dispute opens while a refund is asked for, approved and taken", async () => {
        for (let n = 0; n < 12; n++) {
          const payment = await paid();
          const { id } = await request(database, accountant, payment.id, 10_000);
          const came = await Promise.allSettled([
            (async () => {
              await approve(database, owner, id);
              await claim(database);
            })(),
            disputed(database, payment.reference, "open", { id: `P-${n}` }),
          ]);
          assert(came[1]?.status === "fulfilled");
          const { status } = await refundOf(database, id);
          if (status === "sending") await answered(database, id, `PR-${n}`, 10_000, "done");
          // Whichever came first, the bank decides for the payer.
          await Promise.all([
            disputed(database, payment.reference, "lost", { id: `P-${n}` }),
            claim(database),
          ]);
          assertEquals(await gone(payment.id), 10_000, status);
          assertEquals(
            (await refundOf(database, id)).status,
            status === "sending" ? "succeeded" : "declined",
          );
        }
      });

      await t.step("a refund that succeeds and a dispute that is lost at once", async () => {
        for (let n = 0; n < 12; n++) {
          const { id, payment } = await sending();
          await disputed(database, payment.reference, "open", { id: `Q-${n}` });
          await Promise.all([
            answered(database, id, `QR-${n}`, 10_000, "done"),
            disputed(database, payment.reference, "lost", { id: `Q-${n}` }),
            disputed(database, payment.reference, "lost", { id: `Q-${n}` }),
          ]);
          assertEquals(await gone(payment.id), 10_000);
        }
      });

      await t.step("a refund and credit that is drawn at once", async () => {
        for (let n = 0; n < 8; n++) {
          const charge = await demand(database, owner, home.tenancy.id, 10_000, "2027-01-01");
          const [one, two] = [
            await start(database, home.tenant.user, [charge]),
            await start(database, home.tenant.user, [charge]),
          ];
          await settle(database, one);
          await settle(database, two);
          await demand(database, owner, home.tenancy.id, 6_000, "2027-02-01");
          await Promise.all([
            listed(database, two.id, [{
              provider_refund_id: `C-${n}`,
              amount_kobo: 9_000,
              state: "done",
            }]),
            database.query("select private.draw_credit()", []),
            database.query("select private.draw_credit()", []),
          ]);
          assertEquals(await gone(two.id), 9_000);
        }
      });
      assertEquals(await differences(database, world.org), []);
    } finally {
      await close();
    }
  },
});
