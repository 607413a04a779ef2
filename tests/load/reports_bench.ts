/**
 * task bench:reports: how long people wait for a report over a million charges, of the largest organization (6,310
 * units) and of a middling one.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. Each report is asked for as PostgREST asks,
 * under row-level security, all rows as JSON, prepared; times are what a client on the same machine waits for, told by
 * pgbench. Beside each stands, measured before and after it, what it costs to read the organization's charges once and add
 * them up, without policies and without a report: the yardstick of this machine.
 * --keep keeps the database and tells its address, --built=<address> measures one that was kept; --explain shows plans.
 * --check fails when one in twenty answers takes longer than 200 ms.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { as, become } from "../database/actor.ts";
import { type Load, pgbench } from "./pgbench.ts";
import { reliefOf, type ReportCase, reportsOf, reportSteps } from "./reports_world.ts";
import { idOf, sizes } from "./rls_world.ts";

const longestMs = 200;
const asked = 60;
const largest = 1;
const middling = 500;

const options = parseArgs(Deno.args, { boolean: ["check", "explain", "keep"], string: ["built"] });
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}
const temporary = options.built === undefined
  ? await createPostgresFromTemplate(server)
  : { url: options.built, drop: () => Promise.resolve() };
const database = openPostgres(temporary.url, 1);
try {
  if (options.built === undefined) await build();
  const cases = [
    ...reportsOf("largest", largest, await propertyOf(largest)),
    ...reportsOf("middling", middling, await propertyOf(middling)),
    reliefOf(4_711),
  ];
  const results = [];
  for (const it of cases) results.push(await measure(it));
  report(results);
} finally {
  await database.close();
  if (options.keep) console.log(`\nKept: --built=${temporary.url}`);
  else await temporary.drop();
}

async function build(): Promise<void> {
  await database.exec("set session_replication_role = replica; set synchronous_commit = off");
  for (const [what, sql] of reportSteps) {
    const start = performance.now();
    await database.exec(sql);
    console.log(`Built ${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  await database.exec("set session_replication_role = origin");
  await database.exec("vacuum analyze");
}

/** The property of an organization with the most units. */
async function propertyOf(org: number): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    "select property_id as id from public.units where org_id = $1 group by property_id order by count(*) desc limit 1",
    [idOf("organization", org)],
  );
  return row?.id ?? "";
}

interface Result {
  readonly name: string;
  readonly isHeld: boolean;
  readonly rows: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly bareMs: number;
}

/** The statement that PostgREST makes of a call. */
function asRequested({ call }: ReportCase): string {
  return `with source as (select * from ${call})
    select null::bigint as total, count(row) as rows, coalesce(json_agg(row), '[]') as body from (select * from source) as row`;
}

async function measure(it: ReportCase): Promise<Result> {
  const statement = asRequested(it);
  const [answer] = await as<{ rows: number }>(
    database,
    { user: it.user },
    `select rows::integer from (${statement}) as answer`,
    it.values,
  );
  if (answer === undefined || answer.rows === 0) throw new Error(`${it.name} is empty`);
  if (options.explain) await explain(it);
  const claims = JSON.stringify({ role: "authenticated", sub: it.user });
  const load = {
    sql: statement.replaceAll(/\$(\d)/g, ":v$1"),
    variables: Object.fromEntries(it.values.map((value, n) => [`v${n + 1}`, value])),
    settings: { role: "authenticated", "request.jwt.claims": claims },
  };
  const bare = {
    sql:
      "select count(*), sum(amount_kobo), sum(paid_kobo) from public.charges where org_id = :org",
    variables: { org: it.values[0]?.includes("-") ? it.values[0] : idOf("organization", middling) },
  };
  const pace = (side: Omit<Load, "length">, statements: number) =>
    pgbench(temporary.url, { ...side, length: { statements } });
  // What the first statements of a connection and cold pages cost is not asked here.
  await pace(load, 5);
  const before = await pace(bare, asked / 3);
  const ours = await pace(load, asked);
  const after = await pace(bare, asked / 3);
  return {
    name: it.name,
    isHeld: it.isHeld,
    rows: answer.rows,
    medianMs: ours.medianMs,
    p95Ms: ours.p95Ms,
    bareMs: (before.medianMs + after.medianMs) / 2,
  };
}

/** Shows how long the parts of a report take, those inside of its function too. */
async function explain({ name, user, call, values }: ReportCase): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.exec(
      `load 'auto_explain'; set local auto_explain.log_min_duration = 0; set local auto_explain.log_analyze = on;
       set local auto_explain.log_nested_statements = on; set local auto_explain.log_level = notice`,
    );
    await become(tx, { user });
    console.log(`\n${name}`);
    await tx.query(`select count(*) from ${call}`, values);
  });
}

function report(results: readonly Result[]): void {
  console.log(
    `\n${sizes.organizations} organizations, ${sizes.units} units, ${sizes.charges} charges and a deposit of each tenancy; ` +
      `milliseconds until the client has all rows, each asked ${asked} times\n`,
  );
  const line = (...[name, rows, middle, p95, bare, ratio]: string[]) =>
    `${name?.padEnd(48)}${rows?.padStart(8)}${middle?.padStart(9)}${p95?.padStart(9)}${
      bare?.padStart(9)
    }${ratio?.padStart(8)}`;
  console.log(line("Report", "rows", "median", "p95", "bare", "ratio"));
  for (const { name, rows, medianMs, p95Ms, bareMs, isHeld } of results) {
    console.log(
      line(
        isHeld ? name : `${name} (no bar)`,
        String(rows),
        medianMs.toFixed(1),
        p95Ms.toFixed(1),
        bareMs.toFixed(1),
        (medianMs / bareMs).toFixed(1),
      ),
    );
  }
  const slow = results.filter(({ isHeld, p95Ms }) => isHeld && p95Ms > longestMs);
  console.log(
    `\nbare: the organization's charges read once and added up. ` +
      `${slow.length} of ${results.length} reports over ${longestMs} ms at the 95th percentile`,
  );
  if (options.check && slow.length > 0) Deno.exitCode = 1;
}
