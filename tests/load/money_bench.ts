/**
 * task bench:money: what settling a payment and the nightly charges cost, against the bare rows they write.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. Both sides in turns and in one run, so that
 * a slow minute of the machine meets both; eight clients, durable commits, the ledger seeded and analyzed; the median of
 * three rounds. A settlement is what the job does once the provider has confirmed the payment: from the event in the
 * inbox to its archived message, with allocation, entry, receipt, notifications and broadcasts.
 * --charges=N: how many were charged before, with their entries. --nightly=N: how many schedules fall due in each round
 * (a million take an hour to build and to charge six times). --keep keeps the database and tells its address,
 * --built=<address> measures one that was kept (once: what was settled is settled).
 * --check fails when a bar is missed.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import type { Database } from "../../local/supabase/database/database.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { chargeBare, settle, settleBare, settlers, writtenBySettling } from "./money_bare.ts";
import { fallDue, moneySteps, type Scenario } from "./money_world.ts";
import { pgbench } from "./pgbench.ts";
import { sizes } from "./rls_world.ts";

const rounds = 3;
const clients = 8;
/** Settlements of a client in one turn: some four seconds. */
const turn = 400;
/** The least rate of settlements against bare rows, and what we aim at. */
const bars: Readonly<Record<Scenario, { readonly least: number; readonly aim: string }>> = {
  many: { least: 1 / 3, aim: "a half" },
  one: { least: 1 / 2.5, aim: "the bar" },
};
const slowestNightly = 4;
const slowestAgain = 1 / 20;

const options = parseArgs(Deno.args, {
  boolean: ["check", "keep"],
  string: ["built", "charges", "nightly"],
  default: { charges: "200000", nightly: "50000" },
});
const nightly = Number(options.nightly);
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}
const temporary = options.built === undefined
  ? await createPostgresFromTemplate(server)
  : { url: options.built, drop: () => Promise.resolve() };
const database = openPostgres(temporary.url, 1);
const missed: string[] = [];
try {
  await requireDurable();
  if (options.built === undefined) await build();
  console.log(
    `\n${sizes.organizations} organizations, ${sizes.tenancies} tenancies, ${options.charges} charges with their entries; ` +
      `${clients} clients, medians of ${rounds} rounds; on this storage they commit ` +
      `${(await commits()).toFixed(0)} single rows a second\n`,
  );
  for (const scenario of ["many", "one"] as const) {
    await compareRows(scenario);
    await measureSettling(scenario);
  }
  await measureNightly();
} finally {
  await database.close();
  if (options.keep) console.log(`\nKept: --built=${temporary.url}`);
  else await temporary.drop();
}
if (missed.length > 0) {
  console.log(`\nMissed: ${missed.join("; ")}`);
  if (options.check) Deno.exitCode = 1;
}

async function requireDurable(): Promise<void> {
  const [lax] = await database.query<{ name: string }>(
    "select name from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = $1",
    ["off"],
  );
  if (lax !== undefined) {
    throw new Error(`Cannot measure: commits are not durable on this server (${lax.name} is off)`);
  }
}

async function build(): Promise<void> {
  await bare(database, async () => {
    await database.exec("set synchronous_commit = off");
    // One turn more than is measured, to warm up, and one settlement of each side to compare.
    const payments = clients * turn * (rounds + 1) * 2 + 100;
    const steps = moneySteps({
      charges: Number(options.charges),
      payments,
      schedules: nightly,
      sets: rounds * 2,
    });
    for (const [what, sql] of steps) {
      const start = performance.now();
      await database.exec(sql);
      console.log(`Built ${what} in ${seconds(start)}`);
    }
    await database.exec(`${settlers("many")}; ${settlers("one")}`);
    await database.exec("set synchronous_commit = on");
  });
  await database.exec("vacuum analyze");
  await database.exec("checkpoint");
}

/** Does `work` in this session without triggers and foreign keys. */
async function bare(on: Database, work: () => Promise<void>): Promise<void> {
  await on.exec("set session_replication_role = replica");
  await work();
  await on.exec("set session_replication_role = origin");
}

async function commits(): Promise<number> {
  await database.exec(
    "drop table if exists money_bench.commits; create table money_bench.commits (n integer)",
  );
  const pace = await pgbench(temporary.url, {
    sql: "insert into money_bench.commits values (1)",
    clients,
    length: { seconds: 3 },
  });
  return pace.perSecond;
}

/** Both sides leave the same rows, or the comparison is none. Subtransactions have later numbers of their own. */
async function compareRows(scenario: Scenario): Promise<void> {
  const counts = writtenBySettling
    .map((table) =>
      `select '${table}' as name, count(*)::integer as rows from ${table}
       where xmin::text::bigint >= pg_current_xact_id()::xid::text::bigint`
    )
    .join(" union all ");
  const written = async (statement: string, role: string) =>
    await database.transaction(async (tx) => {
      await tx.exec(`set local session_replication_role = ${role}`);
      await tx.exec(statement);
      return await tx.query<{ name: string; rows: number }>(`${counts} order by 1`);
    });
  const ours = await written(settle(scenario), "origin");
  const theirs = await written(settleBare(scenario), "replica");
  if (JSON.stringify(ours) !== JSON.stringify(theirs) || ours.some(({ rows }) => rows === 0)) {
    throw new Error(
      `Cannot compare: a settlement writes ${JSON.stringify(ours)}, its yardstick ${
        JSON.stringify(theirs)
      }`,
    );
  }
}

async function measureSettling(scenario: Scenario): Promise<void> {
  const pace = async (sql: string, role: string) =>
    (await pgbench(temporary.url, {
      sql,
      clients,
      settings: { session_replication_role: role },
      length: { statements: turn },
    })).perSecond;
  const turns: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const theirs = await pace(settleBare(scenario), "replica");
    const ours = await pace(settle(scenario), "origin");
    // The first round warms up.
    if (round > 0) turns.push({ ours, theirs });
  }
  const ratio = median(turns.map((it) => it.ours / it.theirs));
  const { least, aim } = bars[scenario];
  const where = scenario === "many"
    ? `over ${sizes.organizations} organizations`
    : "of one organization";
  console.log(
    `Settling ${where}: ${median(turns.map((it) => it.ours)).toFixed(0)} a second, bare rows ${
      median(turns.map((it) => it.theirs)).toFixed(0)
    }: 1/${(1 / ratio).toFixed(2)} (bar 1/${(1 / least).toFixed(1)}, aim ${aim})`,
  );
  if (ratio < least) missed.push(`settling ${where}`);
}

async function measureNightly(): Promise<void> {
  const [job] = await database.query<{ command: string }>(
    "select private.in_batches($1::text::regproc) as command",
    ["private.generate_charges"],
  );
  const turns: { ours: number; again: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const theirs = await posting(2 * round + 1, async (on, set) => {
      await bare(on, async () => {
        await on.exec("begin");
        for (const sql of chargeBare) await on.query(sql, sql.includes("$1") ? [set] : []);
        await on.exec("commit");
      });
    });
    let again = 0;
    const ours = await posting(2 * round + 2, async (on) => {
      // As the clock does: the job stops before the statement takes too long, and the next run goes on.
      do await on.exec(job?.command ?? ""); while ((await dueSchedules()) > 0);
    }, async (on) => {
      const start = performance.now();
      await on.exec(job?.command ?? "");
      again = performance.now() - start;
    });
    turns.push({ ours, again, theirs });
  }
  const [ratio, second] = [
    median(turns.map((it) => it.ours / it.theirs)),
    median(turns.map((it) => it.again / it.ours)),
  ];
  console.log(
    `Charges of ${nightly} schedules: ${
      (median(turns.map((it) => it.ours)) / 1000).toFixed(1)
    } s, bare INSERT … SELECT ${(median(turns.map((it) => it.theirs)) / 1000).toFixed(1)} s: ${
      ratio.toFixed(2)
    } times (bar ${slowestNightly}, aim 3); a second run creates nothing in 1/${
      (1 / second).toFixed(0)
    } of the time (bar 1/20)`,
  );
  if (ratio > slowestNightly) missed.push("the nightly charges");
  if (second > slowestAgain) missed.push("the second nightly run");
}

/** How long `work` takes for a set of schedules that has just fallen due, in milliseconds; afterwards all are charged. */
async function posting(
  set: number,
  work: (on: Database, set: number) => Promise<void>,
  after?: (on: Database) => Promise<void>,
): Promise<number> {
  await bare(database, async () => void await database.query(fallDue, [set]));
  await database.exec("analyze public.charge_schedules; checkpoint");
  // A session of its own, as the clock's.
  const session = openPostgres(temporary.url, 1);
  try {
    const before = await chargesOf(set);
    const start = performance.now();
    await work(session, set);
    const took = performance.now() - start;
    const made = await chargesOf(set) - before;
    if (made !== nightly) throw new Error(`Expected ${nightly} charges, but ${made} were posted`);
    await after?.(session);
    const twice = await chargesOf(set) - before - made;
    if (twice !== 0) throw new Error(`A second run posted ${twice} charges`);
    return took;
  } finally {
    await session.close();
  }
}

async function chargesOf(set: number): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::integer as count from public.charges as charge
     join money_bench.schedules as schedule on schedule.id = charge.schedule_id
     join public.ledger_entries as entry on entry.kind = 'charge' and entry.source_id = charge.id
     where schedule.set = $1`,
    [set],
  );
  return row?.count ?? 0;
}

async function dueSchedules(): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "select count(*)::integer as count from public.charge_schedules where next_on <= private.lagos_date() and $1",
    [true],
  );
  return row?.count ?? 0;
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
