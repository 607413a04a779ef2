import { assert, assertEquals } from "@std/assert";
import type { Database, Queryable } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { demand, settle, start } from "./owed.ts";

const undone = new Error("undone");

/** Something that went past triggers and constraints, and what the proof calls it. */
interface Damage {
  readonly sql: string;
  readonly what: readonly string[];
}

const damages: readonly Damage[] = [
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
    what: ["charge_totals", "payment_not_booked", "void_missing"],
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

const drawn = "(select id from ledger_entries where kind = 'credit_drawn')";

/** The same where a charge drew on a credit, and receipts are void. */
const laterDamages: readonly Damage[] = [
  { sql: "delete from credit_draws", what: ["draw_not_booked"] },
  { sql: "update credit_draws set amount_kobo = amount_kobo + 1", what: ["draw_not_booked"] },
  {
    sql: `delete from ledger_lines where entry_id in ${drawn};
      delete from ledger_entries where kind = 'credit_drawn'`,
    what: ["draw_not_booked"],
  },
  {
    sql: `update ledger_lines set debit_kobo = debit_kobo * 2, credit_kobo = credit_kobo * 2
      where entry_id in ${drawn}`,
    what: ["draw_not_booked"],
  },
  {
    sql: `update payment_allocations as a set amount_kobo = a.amount_kobo - 1
      from credit_draws as d where d.payment_id = a.payment_id and d.charge_id = a.charge_id`,
    what: ["charge_totals", "credit_left", "draw_not_booked"],
  },
  {
    sql: "update payment_credits set left_kobo = left_kobo + 1",
    what: ["credit_left"],
  },
  { sql: "update receipt_voids set reason = 'Another reason'", what: ["void_chain"] },
  { sql: "update receipt_voids set serial = serial + 10", what: ["void_chain"] },
  { sql: "update receipt_voids set previous_hash = '' where serial = 2", what: ["void_chain"] },
  { sql: "delete from receipt_voids where serial = 1", what: ["void_chain", "void_missing"] },
  { sql: "delete from receipt_voids where serial = 2", what: ["void_missing"] },
];

async function foundIn(on: Queryable, org: string): Promise<string[]> {
  const found = await on.query<{ what: string }>(
    "select distinct what from private.ledger_differences($1) order by what",
    [org],
  );
  return found.map((row) => row.what);
}

/** Does each damage, looks what the proof says, and undoes it. */
async function tryDamages(
  t: Deno.TestContext,
  database: Database,
  org: string,
  tried: readonly Damage[],
): Promise<void> {
  for (const { sql, what } of tried) {
    await t.step(`${sql.slice(0, 60)}: ${what.join(", ")}`, async () => {
      await database.transaction(async (tx) => {
        await tx.exec(`set local session_replication_role = replica; ${sql}`);
        assertEquals(await foundIn(tx, org), what);
        throw undone;
      }).catch((error) => {
        if (error !== undone) throw error;
      });
    });
  }
}

/** Of money that goes back: refunds_test.ts; of deposits: deposit_returns_test.ts. */
const triedElsewhere = [
  "dispute_not_returned",
  "payment_returns",
  "refund_not_returned",
  "return_not_booked",
  "deposits_held",
];

Deno.test("the books are proved, and staff see what is wrong", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
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
      assertEquals(await foundIn(database, world.org), []);
      await prove();
      assertEquals(await seen(people.staff), []);
    });

    await tryDamages(t, database, world.org, damages);

    await t.step("every damage there is a name for was tried", async () => {
      const named = await database.query<{ what: string }>(
        `select distinct (regexp_matches(prosrc, 'select ''([a-z_]+)'',', 'g'))[1] as what
         from pg_proc where oid = $1::text::regproc`,
        ["private.ledger_differences"],
      );
      assertEquals(
        new Set([...damages, ...laterDamages].flatMap(({ what }) => what).concat(triedElsewhere)),
        new Set(named.map((row) => row.what)),
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

Deno.test("draws on a credit and void receipts are proved too", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, tenant } = world.people;
    // Two tabs pay one charge: what the second one paid is credit, of which a later charge takes a part.
    const owed = await demand(database, owner, world.tenancy, 700, "2026-11-01");
    const tabs = [
      await start(database, tenant.user, [owed]),
      await start(database, tenant.user, [owed]),
    ];
    for (const tab of tabs) await settle(database, tab);
    await demand(database, owner, world.tenancy, 300, "2026-11-02");
    await database.query("select private.draw_credit() where $1", [true]);
    await as(
      database,
      owner,
      "select void_receipt(id, 'Wrong name') from receipts where payment_id = any($1::text::uuid[])",
      [`{${tabs.map((tab) => tab.id).join(",")}}`],
    );
    const [made] = await database.query(
      `select (select sum(amount_kobo)::int from credit_draws) as drawn, (select sum(left_kobo)::int from payment_credits) as left,
         (select count(*)::int from receipt_voids) as voids where $1`,
      [true],
    );
    assertEquals(made, { drawn: 300, left: 400, voids: 2 });
    assertEquals(await foundIn(database, world.org), []);
    await tryDamages(t, database, world.org, laterDamages);
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
