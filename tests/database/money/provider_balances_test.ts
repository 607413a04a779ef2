import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import {
  claim as claimPayouts,
  decidePayout,
  hear,
  payableAccount,
  payoutOf,
  requestPayout,
} from "./payouts.ts";
import { approve, claim as claimRefunds, refundOf, request } from "./refunding.ts";

interface Balance {
  held: number;
  clearing: number;
  paid_out: number;
  under_way: number;
  difference: number;
  unexplained: number;
  since: string | null;
}

const claim = (database: Database, providers = "{paystack}") =>
  as<{ provider: string; on_day: string }>(
    database,
    "service",
    "select * from service.claim_provider_balance($1::text::payment_method[])",
    [providers],
  );

/** Today's first reading hour has come, whatever the clock of the test says. */
const afterFour = (database: Database) =>
  database.exec(
    `create or replace function private.first_balance_hour(on_day public.calendar_date) returns timestamptz
     language sql stable set search_path = '' as $$ select now() - interval '1 minute' $$`,
  );

const read = (database: Database) =>
  database.query<Balance>(
    `select held_kobo::float8 as held, clearing_kobo::float8 as clearing, paid_out_kobo::float8 as paid_out,
       under_way_kobo::float8 as under_way, difference_kobo::float8 as difference, unexplained_kobo::float8 as unexplained,
       since::text from provider_balances where read_at is not null order by on_day desc limit 1`,
    [],
  );

/** What stood on the day before: the days pass. */
const passADay = (database: Database) =>
  database.exec(
    `set session_replication_role = replica;
     update provider_balances set on_day = on_day - 4000, since = since - 1;
     update provider_balances set on_day = on_day + 3999;
     update payment_exceptions set fingerprint = 'balance since ' || (right(fingerprint, 10)::date - 1)
     where kind = 'balance_mismatch';
     set session_replication_role = origin`,
  );

const exceptions = (database: Database) =>
  database.query<{ provider: string; times_seen: number; unexplained: string }>(
    `select provider::text, times_seen, details ->> 'unexplained_kobo' as unexplained from payment_exceptions
     where kind = 'balance_mismatch' order by id`,
    [],
  );

Deno.test("what a provider holds for us is compared with our books, once a day", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await afterFour(database);
    // The world's rent: 120,000,000 less fees of 200,000.
    const clearing = 119_800_000;
    const keep = async (held: number) => {
      const [balance] = await claim(database);
      const [row] = await as<{ kept: boolean }>(
        database,
        "service",
        "select service.keep_provider_balance($1, $2, $3) as kept",
        [balance?.provider, balance?.on_day, held],
      );
      assertEquals(row?.kept, true);
      return (await read(database))[0];
    };

    await t.step("a balance that agrees is one row, and is not read again", async () => {
      assertEquals(await keep(clearing), {
        held: clearing,
        clearing,
        paid_out: 0,
        under_way: 0,
        difference: 0,
        unexplained: 0,
        since: null,
      });
      assertEquals(await claim(database), []);
      const [again] = await as<{ kept: boolean }>(
        database,
        "service",
        "select service.keep_provider_balance('paystack', private.lagos_date()::text, 5) as kept",
      );
      assertEquals(again?.kept, false);
      const [row] = await database.query<{ n: number }>(
        "select count(*)::int as n from provider_balances where $1",
        [true],
      );
      assertEquals(row?.n, 1);
    });

    await t.step("a payout is no difference, nor is one that is under way", async () => {
      await passADay(database);
      await database.query(
        `insert into private.provider_settlements (provider, settlement_id, listed_on, status, gross_kobo, fees_kobo, transactions,
           transactions_kobo, transactions_fees_kobo)
         values ('paystack', '1', private.lagos_date() - 1, 'success', 50000000, 100000, 1, 50000000, 100000),
           ('paystack', '2', private.lagos_date(), 'processing', 10000000, 50000, 1, 10000000, 50000),
           ('paystack', '3', private.lagos_date(), 'failed', 7, 0, 1, 7, 0)`,
        [],
      );
      const balance = await keep(clearing - 49_900_000 - 9_950_000);
      assertEquals([
        balance?.paid_out,
        balance?.under_way,
        balance?.difference,
        balance?.unexplained,
      ], [
        49_900_000,
        9_950_000,
        -9_950_000,
        0,
      ]);
      await passADay(database);
      assertEquals((await keep(clearing - 49_900_000))?.unexplained, 0);
    });

    await t.step(
      "what is unexplained one day may be a payment under way: the second is told, once",
      async () => {
        await passADay(database);
        const first = await keep(clearing - 49_900_000 - 9_950_000 - 777);
        assertEquals([first?.unexplained, first?.since === null], [-777, false]);
        assertEquals(await exceptions(database), []);
        await passADay(database);
        await keep(clearing - 49_900_000 + 500);
        assertEquals(await exceptions(database), [{
          provider: "paystack",
          times_seen: 1,
          unexplained: "500",
        }]);
        await passADay(database);
        await keep(clearing - 49_900_000 + 501);
        assertEquals(await exceptions(database), [{
          provider: "paystack",
          times_seen: 2,
          unexplained: "501",
        }]);
        const [exception] = await database.query<{ suggested_action: string }>(
          "select suggested_action from payment_exceptions where kind = 'balance_mismatch'",
          [],
        );
        assertEquals(exception?.suggested_action.startsWith("Read the days' transactions"), true);
        await passADay(database);
        assertEquals((await keep(clearing - 49_900_000))?.since, null);
        await passADay(database);
        await keep(clearing);
        assertEquals((await exceptions(database)).length, 1, "a new one is not yet the second day");
      },
    );

    await t.step(
      "a provider that is down is asked later, and has one row all the same",
      async () => {
        await passADay(database);
        for (let n = 0; n < 8; n++) {
          const [balance] = await claim(database);
          assertEquals(balance?.provider, "paystack");
          assertEquals(await claim(database), [], "a worker has it in hand");
          await as(database, "service", "select service.put_off_provider_balance($1, $2, 'Down')", [
            balance?.provider,
            balance?.on_day,
          ]);
          assertEquals(await claim(database), [], "not at once");
          await database.query(
            "update provider_balances set not_before = now() where read_at is null and $1",
            [true],
          );
        }
        const [gave] = await database.query<{ n: number }>(
          "select count(*)::int as n from payment_exceptions where kind = 'gave_up' and fingerprint like 'balance of %' and $1",
          [true],
        );
        assertEquals(gave?.n, 1);
        await keep(clearing);
        const [rows] = await database.query<{ n: number }>(
          "select count(*)::int as n from provider_balances where on_day = private.lagos_date() and $1",
          [true],
        );
        assertEquals(rows?.n, 1);
      },
    );

    await t.step("each provider has its own, and only its own payments", async () => {
      const [balance] = await claim(database, "{flutterwave,paystack}");
      assertEquals(balance?.provider, "flutterwave");
      await as(database, "service", "select service.keep_provider_balance('flutterwave', $1, -3)", [
        balance?.on_day,
      ]);
      const [row] = await as<{ clearing: number; held: number }>(
        database,
        world.people.staff,
        "select clearing_kobo::float8 as clearing, held_kobo::float8 as held from provider_balances where provider = 'flutterwave'",
      );
      assertEquals(row, { clearing: 0, held: -3 });
      assertEquals(await as(database, world.people.owner, "select 1 from provider_balances"), []);
    });
  } finally {
    await close();
  }
});

Deno.test("refunds and payouts that are under way may have left the balance already, and no more than they", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant } = world.people;
  try {
    await afterFour(database);
    const clearing = 119_800_000;
    const keep = async (held: number) => {
      await passADay(database);
      const [balance] = await claim(database);
      await as(database, "service", "select service.keep_provider_balance($1, $2, $3)", [
        balance?.provider,
        balance?.on_day,
        held,
      ]);
      return (await read(database))[0];
    };
    /** What is unexplained when it left the balance, when it did not, and when one kobo more is gone, or is there. */
    const explains = async (books: number, kobo: number) => {
      for (
        const [held, unexplained] of [
          [books, 0],
          [books - kobo, 0],
          [books - kobo - 1, -1],
          [books + 1, 1],
        ] as const
      ) assertEquals((await keep(held))?.unexplained, unexplained, `${held - books}`);
    };

    const refund = await request(database, accountant, world.payment, 70_000);
    await t.step(
      "a refund that nobody approved, or that was not sent yet, explains nothing",
      async () => {
        await explains(clearing, 0);
        await approve(database, owner, refund.id);
        await explains(clearing, 0);
      },
    );
    await t.step("a refund that is being sent, or on its way", async () => {
      await claimRefunds(database);
      assertEquals((await refundOf(database, refund.id)).status, "sending");
      await explains(clearing, 70_000);
      await database.query("select private.move_refund($1, 'pending')", [refund.id]);
      await explains(clearing, 70_000);
      await database.query("select private.move_refund($1, 'needs_attention')", [refund.id]);
      await explains(clearing, 70_000);
    });
    await t.step("a refund that is through is booked", async () => {
      await database.query("select private.move_refund($1, 'succeeded')", [refund.id]);
      await explains(clearing - 70_000, 0);
    });

    const books = clearing - 70_000;
    const account = await payableAccount(database, world);
    const payout = await requestPayout(database, owner, world.org, account, 50_000);
    await t.step("a payout that was not sent yet explains nothing", async () => {
      await decidePayout(database, accountant, "approve_payout", { payout_id: payout.id });
      await explains(books, 0);
    });
    await t.step("a payout that is being sent, or on its way, with what it may cost", async () => {
      await claimPayouts(database);
      assertEquals((await payoutOf(database, payout.id)).status, "sending");
      await explains(books, 56_000);
      await hear(database, payout.id, "pending");
      await explains(books, 56_000);
    });
    await t.step("a payout that is through is booked, with what it did cost", async () => {
      await hear(database, payout.id, "paid", { amount_kobo: 50_000, fee_kobo: 5_375 });
      await explains(books - 55_375, 0);
      assertEquals((await keep(books - 55_375))?.since, null);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many workers read a balance once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openWorld();
    try {
      await afterFour(database);
      const claims = await Promise.all(
        Array.from({ length: 12 }, () => claim(database, "{paystack,flutterwave}")),
      );
      assertEquals(claims.flat().map((it) => it.provider).sort(), ["flutterwave", "paystack"]);
      const kept = await Promise.all(
        Array.from({ length: 8 }, () =>
          as<{ kept: boolean }>(
            database,
            "service",
            "select service.keep_provider_balance('paystack', private.lagos_date()::text, 7) as kept",
          )),
      );
      assertEquals(kept.flat().filter((it) => it.kept).length, 1);
    } finally {
      await close();
    }
  },
});
