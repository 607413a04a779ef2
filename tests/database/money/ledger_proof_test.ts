import { assert, assertEquals } from "@std/assert";
import type { Queryable } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";

const undone = new Error("undone");

/** Something that went past triggers and constraints, and what the proof calls it. */
const damages: readonly { sql: string; what: readonly string[] }[] = [
  {
    sql: "update ledger_lines set debit_kobo = debit_kobo + 1 where debit_kobo > 0",
    what: ["charge_not_booked", "entry_unbalanced", "payment_not_booked"],
  },
  {
    sql:
      "delete from ledger_lines where line_no = 2 and entry_id in (select id from ledger_entries where kind = 'charge')",
    what: ["entry_unbalanced"],
  },
  {
    sql:
      `delete from ledger_lines where entry_id in (select id from ledger_entries where kind = 'charge');
      delete from ledger_entries where kind = 'charge'`,
    what: ["charge_not_booked"],
  },
  {
    sql:
      `delete from ledger_lines where entry_id in (select id from ledger_entries where kind = 'payment');
      delete from ledger_entries where kind = 'payment'`,
    what: ["payment_not_booked"],
  },
  { sql: "update charges set paid_kobo = 1 where paid_kobo = 0", what: ["charge_totals"] },
  { sql: "update charges set is_reversed = true", what: ["charge_totals"] },
  {
    sql: "update payments set status = 'failed' where status = 'succeeded'",
    what: ["charge_totals", "payment_not_booked", "payment_over_allocated", "receipts_differ"],
  },
  {
    sql: "update payments set status = 'reversed' where status = 'succeeded'",
    what: ["charge_totals", "payment_not_booked"],
  },
  { sql: "delete from payment_allocations", what: ["charge_totals", "payment_not_booked"] },
  {
    sql: "update payment_allocations set amount_kobo = amount_kobo + 1",
    what: ["charge_totals", "payment_not_booked", "payment_over_allocated"],
  },
  { sql: "delete from receipts", what: ["receipt_counter", "receipts_differ"] },
  {
    sql: "update receipts set amount_kobo = amount_kobo - 1",
    what: ["receipt_chain", "receipts_differ"],
  },
  { sql: "update receipts set tenant_names = 'Somebody else'", what: ["receipt_chain"] },
  {
    sql: "update receipts set serial = serial + 1, number = number || '0'",
    what: ["receipt_chain", "receipt_counter"],
  },
  {
    sql: "update private.receipt_counters set last_hash = 'forged'",
    what: ["receipt_counter"],
  },
];

Deno.test("the books are proved, and staff see what is wrong", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const found = async (on: Queryable) =>
      (await on.query<{ what: string }>(
        "select distinct what from private.ledger_differences($1) order by what",
        [world.org],
      )).map((row) => row.what);
    const prove = async () => {
      const [job] = await database.query<{ command: string }>(
        "select command from cron.job where jobname = $1",
        ["prove-ledgers"],
      );
      await database.exec(job?.command ?? "");
    };
    const seen = (by: Actor) =>
      as<{ what: string; times_seen: number }>(
        database,
        by,
        "select details ->> 'what' as what, times_seen from payment_exceptions where kind = 'books_differ'",
      );

    await t.step("nothing is wrong with what was let, charged and paid", async () => {
      assertEquals(await found(database), []);
      await prove();
      assertEquals(await seen(people.staff), []);
    });

    for (const { sql, what } of damages) {
      await t.step(`${sql.slice(0, 60)}: ${what.join(", ")}`, async () => {
        await database.transaction(async (tx) => {
          await tx.exec(`set local session_replication_role = replica; ${sql}`);
          assertEquals(await found(tx), what);
          throw undone;
        }).catch((error) => {
          if (error !== undone) throw error;
        });
      });
    }

    await t.step("every damage there is a name for was tried", () => {
      assertEquals(
        new Set(damages.flatMap(({ what }) => what)),
        new Set([
          "entry_unbalanced",
          "charge_not_booked",
          "charge_totals",
          "payment_not_booked",
          "payment_over_allocated",
          "receipts_differ",
          "receipt_chain",
          "receipt_counter",
        ]),
      );
    });

    await t.step("each night once, for staff alone, counted when it is still there", async () => {
      await database.exec(`set session_replication_role = replica;
        update charges set paid_kobo = paid_kobo - 1 where paid_kobo > 0;
        set session_replication_role = origin`);
      const night = "update private.ledger_proofs set proved_on = proved_on - 1 where $1";
      await database.query(night, [true]);
      await prove();
      await prove();
      assertEquals(await seen(people.staff), [{ what: "charge_totals", times_seen: 1 }]);
      for (const other of [people.owner, people.tenant, people.stranger]) {
        assertEquals(await seen(other), []);
      }
      const [proof] = await database.query<{ differences: number }>(
        "select differences from private.ledger_proofs where org_id = $1",
        [world.org],
      );
      assertEquals(proof, { differences: 1 });
      await database.query(night, [true]);
      await prove();
      assertEquals(await seen(people.staff), [{ what: "charge_totals", times_seen: 2 }]);
    });
  } finally {
    await close();
  }
});

Deno.test("members with money.read see what stands on an account, and how it came to that", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const balances = (by: Actor, asOf?: string) =>
      as<{ kind: string; kobo: number; account_id: string }>(
        database,
        by,
        "select account_id, kind, balance_kobo::float8 as kobo from account_balances($1, $2) where balance_kobo <> 0",
        [world.org, asOf ?? null],
      );
    const statement = (by: Actor, account: string, from: string, until: string) =>
      as<{ description: string; balance: number; entry_id: string | null }>(
        database,
        by,
        "select entry_id, description, balance_kobo::float8 as balance from account_statement($1, $2, $3)",
        [account, from, until],
      );
    const [bounds] = await database.query<{ today: string; yesterday: string; tomorrow: string }>(
      `select private.lagos_date()::text as today, (private.lagos_date() - 1)::text as yesterday,
         (private.lagos_date() + 1)::text as tomorrow where $1`,
      [true],
    );
    const { today, yesterday, tomorrow } = bounds as NonNullable<typeof bounds>;
    const all = await balances(people.accountant);

    await t.step("balances sum to zero, and only members with the permission see any", async () => {
      assertEquals(
        Object.fromEntries(all.map((it) => [it.kind, it.kobo])),
        {
          tenant_receivable: 120_000_000,
          rent_income: -240_000_000,
          provider_clearing: 119_800_000,
          provider_fees: 200_000,
        },
      );
      assertEquals(await balances(people.owner, today), all);
      assertEquals(await balances(people.owner, yesterday), []);
      for (const other of [people.agent, people.tenant, people.otherOwner]) {
        assertEquals(await balances(other), []);
      }
    });

    await t.step("a statement brings forward and runs to the balance", async () => {
      const receivable = all.find((it) => it.kind === "tenant_receivable")?.account_id as string;
      const lines = await statement(people.owner, receivable, today, today);
      assertEquals(lines.map((it) => it.balance), [0, 120_000_000, 240_000_000, 120_000_000]);
      assertEquals(lines[0]?.description, "Brought forward");
      const [later, ...none] = await statement(people.owner, receivable, tomorrow, tomorrow);
      assertEquals([later?.balance, later?.entry_id, none], [120_000_000, null, []]);
      for (const other of [people.agent, people.tenant, people.otherOwner]) {
        assertEquals(await statement(other, receivable, today, today), []);
      }
      assertEquals(
        await problem(statement(people.owner, receivable, tomorrow, today)),
        ["PT400", "ledger.bad_days", "until_on"],
      );
      assert(receivable !== undefined);
    });
  } finally {
    await close();
  }
});
