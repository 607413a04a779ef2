import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** Outcomes of many calls at once, counted. */
async function outcomes(calls: Promise<string>[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const settled of await Promise.allSettled(calls)) {
    const outcome = settled.status === "fulfilled"
      ? settled.value
      : settled.reason.hint || settled.reason.code || String(settled.reason);
    counted[outcome] = (counted[outcome] ?? 0) + 1;
  }
  return counted;
}

const many = <Value>(n: number, make: (n: number) => Value) =>
  Array.from({ length: n }, (_, i) => make(i));

Deno.test({
  name: "rules hold when many act at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people } = world;
      const [known] = await database.query<{ id: string }>(
        "select id from tenants where user_id = $1",
        [people.tenant.user],
      );
      const addCharge = async (kobo: number) => {
        const [charge] = await database.query<{ id: string }>(
          `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
           values ($1, $2, 'utility', '2026-12-01', $3, 'For the test') returning id`,
          [world.org, world.tenancy, kobo],
        );
        return charge?.id as string;
      };
      const start = (charge: string, reference: string) =>
        database.query(
          "select service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
          [people.tenant.user, `{${charge}}`, reference],
        );
      const settle = async (reference: string, transaction: string, kobo: number) => {
        const [row] = await database.query<{ outcome: string }>(
          "select private.settle_payment('paystack', $1, $2, $3, 'NGN', now()) as outcome",
          [reference, transaction, kobo],
        );
        return row?.outcome as string;
      };

      await t.step("50 lettings of one unit: one", async () => {
        const let_ = (n: number) =>
          as(
            database,
            people.owner,
            "select offer_tenancy($1, $2::text::uuid[], $3, 100000000)",
            // On fifty days: the same offer again would be the same one.
            [world.vacantUnit, `{${known?.id}}`, `2027-0${1 + n % 5}-${10 + Math.floor(n / 5)}`],
          ).then(() => "let");
        assertEquals(await outcomes(many(50, let_)), { let: 1, "unit.already_taken": 49 });
      });

      await t.step("50 settlements of one payment: one entry, one receipt", async () => {
        await start(await addCharge(70_000), "EST-parallel-one");
        assertEquals(await outcomes(many(50, () => settle("EST-parallel-one", "tx-1", 70_000))), {
          settled: 1,
          "already_settled": 49,
        });
        const [counted] = await database.query(
          `select (select count(*)::int from receipts where payment_id = p.id) as receipts,
             (select count(*)::int from ledger_entries where source_id = p.id) as entries
           from payments as p where reference = 'EST-parallel-one' and $1`,
          [true],
        );
        assertEquals(counted, { receipts: 1, entries: 1 });
      });

      await t.step("20 payments at once: numbers without gaps, a chain without forks", async () => {
        const references = many(20, (n) => `EST-parallel-many-${n}`);
        for (const reference of references) await start(await addCharge(50_000), reference);
        assertEquals(await outcomes(references.map((it) => settle(it, `tx-${it}`, 50_000))), {
          settled: 20,
        });
        const receipts = await database.query<
          { serial: number; hash: string; previous_hash: string }
        >(
          "select serial, hash, previous_hash from receipts where org_id = $1 order by serial",
          [world.org],
        );
        assertEquals(receipts.map((it) => it.serial), many(receipts.length, (n) => n + 1));
        assertEquals(
          receipts.slice(1).map((it) => it.previous_hash),
          receipts.slice(0, -1).map((it) => it.hash),
        );
      });

      await t.step("two payments of one charge at once never settle more than it", async () => {
        const charge = await addCharge(80_000);
        await start(charge, "EST-parallel-a1");
        await start(charge, "EST-parallel-a2");
        await outcomes([
          settle("EST-parallel-a1", "tx-a1", 80_000),
          settle("EST-parallel-a2", "tx-a2", 80_000),
        ]);
        const [paid] = await database.query(
          "select sum(amount_kobo)::int as kobo from payment_allocations where charge_id = $1",
          [charge],
        );
        assertEquals(paid, { kobo: 80_000 });
      });

      await t.step("one idempotency key, 50 callers: one starts", async () => {
        const begin = async () => {
          const [row] = await database.query<{ state: string }>(
            "select state from service.begin_idempotent_request('s', 'c', 'key-0123456789abcdef', $1)",
            ["a".repeat(64)],
          );
          return row?.state as string;
        };
        assertEquals(await outcomes(many(50, begin)), { started: 1, "in_progress": 49 });
      });

      await t.step("a bucket of ten gives ten", async () => {
        const take = async () => {
          const [row] = await database.query<{ allowed: boolean }>(
            "select allowed from service.take_rate_limit_token($1, 10, 0.0001)",
            ["parallel"],
          );
          return String(row?.allowed);
        };
        assertEquals(await outcomes(many(50, take)), { true: 10, false: 40 });
      });

      await t.step("a half-open circuit lets three probes through", async () => {
        await database.query("select service.report_circuit($1, 0, 10)", ["host"]);
        const enter = async () => {
          const [row] = await database.query<{ decision: string }>(
            "select decision from service.check_circuit($1, 0)",
            ["host"],
          );
          return row?.decision as string;
        };
        assertEquals(await outcomes(many(50, enter)), { probe: 3, refuse: 47 });
      });

      await t.step("one person, one listing, 30 openings: one conversation", async () => {
        const [listing] = await database.query<{ id: string }>(
          "select id from listings where status = 'published' and org_id = $1",
          [world.org],
        );
        const open = async () => {
          const [row] = await as<{ id: string }>(
            database,
            people.stranger,
            "select id from open_conversation(listing_id => $1)",
            [listing?.id],
          );
          return row?.id as string;
        };
        assertEquals(Object.values(await outcomes(many(30, open))), [30]);
      });

      await t.step("the nightly job, ten times at once, charges nothing twice", async () => {
        await outcomes(many(10, async () => {
          await database.query("select private.generate_charges($1)", ["2027-11-20"]);
          return "ran";
        }));
        const doubled = await database.query(
          `select schedule_id from charges where reverses_id is null and schedule_id is not null and $1
           group by schedule_id, period having count(*) > 1`,
          [true],
        );
        assertEquals(doubled, []);
      });
    } finally {
      await close();
    }
  },
});
