import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Claimed {
  payment_id: string;
  reference: string;
}

Deno.test("payments without a webhook are asked about until their provider knows", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const service = <Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []) =>
      as<Row>(database, "service", sql, parameters);
    let references = 0;
    const start = async (age: string, method = "paystack", status?: string) => {
      const [charge] = await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', '2026-12-01', 70000, 'For the test') returning id`,
        [world.org, world.tenancy],
      );
      const [payment] = await service<{ id: string; reference: string }>(
        "select id, reference from service.start_payment($1, $2::text::uuid[], $3, $4)",
        [world.people.tenant.user, `{${charge?.id}}`, method, `EST-check-${++references}`],
      );
      await database.query(
        "update payments set created_at = now() - $2::text::interval where id = $1",
        [payment?.id, age],
      );
      if (status !== undefined) {
        await database.query("select private.move_payment($1, $2, 'For the test')", [
          payment?.id,
          status,
        ]);
      }
      return payment as { id: string; reference: string };
    };
    const claim = async (methods = "{paystack,flutterwave}", most = 20) =>
      await service<Claimed>(
        "select * from service.claim_payment_checks($1::text::public.payment_method[], $2)",
        [
          methods,
          most,
        ],
      );
    const answer = async (payment: string, said: string) => {
      const [row] = await service<{ outcome: string }>(
        "select service.record_payment_answer($1, $2, 'As the provider put it') as outcome",
        [payment, said],
      );
      return row?.outcome;
    };
    const stateOf = async (payment: string) => {
      const [row] = await database.query<{ status: string; failure_reason: string | null }>(
        "select status, failure_reason from payments where id = $1",
        [payment],
      );
      return row?.status;
    };
    const makeDue = () =>
      database.query(
        "update private.payment_checks set next_at = now() where next_at is not null and $1",
        [true],
      );

    await t.step("only those that should have settled by now, each by one worker", async () => {
      await start("9 minutes");
      const late = await start("11 minutes");
      const other = await start("11 minutes", "flutterwave");
      assertEquals((await claim("{paystack}")).map((it) => it.payment_id), [late.id]);
      assertEquals((await claim("{paystack}")).length, 0, "somebody else has it in hand");
      assertEquals((await claim()).map((it) => it.payment_id), [other.id]);
    });

    await t.step("a backlog is claimed batch by batch", async () => {
      for (let n = 0; n < 45; n++) await start("1 hour");
      const sizes = [];
      for (;;) {
        const { length } = await claim();
        if (length === 0) break;
        sizes.push(length);
      }
      assertEquals(sizes, [20, 20, 5]);
    });

    await t.step("the delays grow to six hours, to one while the provider is away", async () => {
      const delays = async (said: string, age: string) => {
        const payment = await start(age);
        const all: number[] = [];
        for (let n = 0; n < 9; n++) {
          await makeDue();
          while ((await claim()).length > 0);
          assertEquals(await answer(payment.id, said), "waiting");
          const [row] = await database.query<{ minutes: number }>(
            `select extract(epoch from next_at - now())::float8 / 60 as minutes
             from private.payment_checks where payment_id = $1`,
            [payment.id],
          );
          all.push(row?.minutes ?? NaN);
        }
        return all;
      };
      const within = (minutes: number | undefined, middle: number) =>
        assert(
          minutes !== undefined && minutes >= middle * 0.74 && minutes <= middle * 1.26,
          `${minutes}`,
        );
      const waiting = await delays("pending", "1 hour");
      for (const [n, middle] of [5, 10, 20, 40, 80, 160, 320, 360, 360].entries()) {
        within(waiting[n], middle);
      }
      const away = await delays("unreachable", "30 days");
      for (const [n, middle] of [5, 10, 20, 40, 60, 60].entries()) within(away[n], middle);
    });

    await t.step(
      "who never began is given up after a day, what is under way after three",
      async () => {
        for (
          const [age, said, outcome] of [
            ["23 hours", "unknown", "waiting"],
            ["25 hours", "unknown", "abandoned"],
            ["23 hours", "not_begun", "waiting"],
            ["25 hours", "not_begun", "abandoned"],
            ["71 hours", "pending", "waiting"],
            ["73 hours", "pending", "abandoned"],
            ["30 days", "unreachable", "waiting"],
            ["1 hour", "failed", "failed"],
            ["1 hour", "environment_mismatch", "closed"],
          ] as const
        ) {
          const payment = await start(age);
          while ((await claim()).length > 0);
          assertEquals([said, age, await answer(payment.id, said)], [said, age, outcome]);
          const status = outcome === "abandoned" || outcome === "failed" ? outcome : "created";
          assertEquals(await stateOf(payment.id), status);
          const [left] = await database.query<{ next_at: unknown }>(
            "select next_at from private.payment_checks where payment_id = $1",
            [payment.id],
          );
          assertEquals(left?.next_at !== null, outcome === "waiting");
        }
        assertEquals(await answer(crypto.randomUUID(), "failed"), "closed");
      },
    );

    const settle = async (payment: string, transaction: string, kobo = 70_000) => {
      const [row] = await service<{ outcome: string }>(
        `select service.settle_checked_payment($1, $2, $3, 'NGN', '2026-12-01T10:00:00Z', 'card', 100) as outcome`,
        [payment, transaction, kobo],
      );
      return row?.outcome;
    };
    await t.step(
      "what the provider confirms settles, also after it was given up, and once",
      async () => {
        for (const status of [undefined, "failed", "abandoned"]) {
          const payment = await start("1 hour", "paystack", status);
          const transaction = crypto.randomUUID();
          assertEquals(await settle(payment.id, transaction), "settled");
          assertEquals(await settle(payment.id, transaction), "already_settled");
          assertEquals(await stateOf(payment.id), "succeeded");
          const [counted] = await database.query(
            `select (select count(*)::int from receipts where payment_id = $1) as receipts,
             (select count(*)::int from payment_exceptions where payment_id = $1) as exceptions`,
            [payment.id],
          );
          assertEquals(counted, { receipts: 1, exceptions: 0 });
        }
      },
    );

    await t.step("a second transaction under one reference goes to a person", async () => {
      const payment = await start("1 hour");
      assertEquals(await settle(payment.id, "first-one"), "settled");
      assertEquals(await settle(payment.id, "second-one"), "already_settled");
      const found = await database.query(
        "select kind, fingerprint, suggested_action <> '' as advised from payment_exceptions where payment_id = $1",
        [payment.id],
      );
      assertEquals(found, [{
        kind: "duplicate_transaction",
        fingerprint: "second-one",
        advised: true,
      }]);
    });

    await t.step(
      "what settled meanwhile is asked about no more; staff may ask about what failed",
      async () => {
        const settled = await start("1 hour");
        const failed = await start("1 hour", "paystack", "failed");
        await database.query(
          "select private.settle_payment('paystack', $1, 'by-webhook', 70000, 'NGN', now(), 'card', 100)",
          [settled.reference],
        );
        await database.query(
          "select private.want_payment_check(id) from unnest(array[$1, $2]::uuid[]) as id",
          [
            settled.id,
            failed.id,
          ],
        );
        assertEquals((await claim()).map((it) => it.payment_id), [failed.id]);
        assertEquals(await answer(failed.id, "unknown"), "closed");
        const [waits] = await database.query(
          "select private.payment_checks_wait() as waits where $1",
          [true],
        );
        assertEquals(await claim(), []);
        assertEquals(typeof waits?.waits, "boolean");
      },
    );
  } finally {
    await close();
  }
});

Deno.test({
  name: "of many workers each payment is asked about by one",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await database.query(
        `insert into payments (org_id, tenancy_id, payer_id, method, reference, amount_kobo, created_at)
         select $1, $2, $3, 'paystack', 'EST-many-' || lpad(n::text, 4, '0'), 5000, now() - interval '1 hour'
         from generate_series(1, 200) as n`,
        [world.org, world.tenancy, world.people.tenant.user],
      );
      const claimed = (await Promise.all(Array.from({ length: 12 }, async () => {
        const mine: string[] = [];
        for (;;) {
          const some = await as<Claimed>(
            database,
            "service",
            "select * from service.claim_payment_checks('{paystack}', 10) where $1",
            [true],
          );
          if (some.length === 0) return mine;
          mine.push(...some.map((it) => it.payment_id));
        }
      }))).flat();
      assertEquals(new Set(claimed).size, claimed.length, "nobody was handed what another has");
      assertEquals(claimed.length, 200);
    } finally {
      await close();
    }
  },
});
