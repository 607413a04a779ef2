/**
 * task bench:rls: what row-level security costs each list that a screen shows, against the same query without it.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. The statement is the one PostgREST makes of
 * the request: a page of at most fifty rows as JSON, prepared, with every value a parameter, the page's length too
 * (https://github.com/PostgREST/postgrest, src/PostgREST/Query). Times are what a client on the same machine waits for,
 * told by pgbench: EXPLAIN leaves out half of what a short list costs, a client in JavaScript adds as much. All lists in
 * rounds, both sides in turns, so that a slow minute of the machine meets every list and both sides; the median time of
 * each turn, the median of the turns.
 * --keep keeps the database and tells its address, --built=<address> measures one that was kept.
 * --only=<regular expression> measures the lists whose names it finds.
 * --check fails when a list costs over 1.3 times as much.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { as } from "../database/actor.ts";
import { type Load, pgbench } from "./pgbench.ts";
import { type List, ownerLists, type Sample, tenantLists } from "./rls_lists.ts";
import { idOf, sizes, steps } from "./rls_world.ts";

const highestRatio = 1.3;
const rounds = 9;
/** One side of a round takes about this long, so that the first plans of a connection weigh little. */
const turnMs = 500;

interface Statement {
  readonly text: string;
  readonly values: readonly string[];
}

/** What was measured of one list so far: the n-th numbers of both sides belong together. */
interface Measured {
  readonly list: List;
  readonly statement: Statement;
  readonly plainMs: number[];
  readonly guardedMs: number[];
}

interface Result {
  readonly name: string;
  readonly plan: string;
  readonly withoutMs: number;
  readonly withMs: number;
  /** Median of the ratios of neighbours in time: when the machine changes its pace, it does so for both. */
  readonly ratio: number;
}

const options = parseArgs(Deno.args, {
  unknown: refuseOption,
  boolean: ["check", "keep"],
  string: ["built", "only"],
});
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
  const lists = [
    ...ownerLists("largest", await sampleOf(1)),
    ...ownerLists("middling", await sampleOf(500)),
    ...tenantLists(4_711),
  ].filter(({ name }) => new RegExp(options.only ?? "").test(name));
  const measured = lists.map((list) => ({
    list,
    statement: asRequested(list),
    plainMs: [],
    guardedMs: [],
  }));
  for (const it of measured) await compareRows(it);
  for (let round = 0; round < rounds; round++) {
    for (const it of measured) await measure(it);
  }
  const results: Result[] = [];
  for (const it of measured) results.push(await sumUp(it));
  report(results);
} finally {
  await database.close();
  if (options.keep) console.log(`\nKept: --built=${temporary.url}`);
  else await temporary.drop();
}

/** @throws {Error} Always: a misspelled option would measure for a quarter of an hour. */
function refuseOption(option: string): never {
  throw new Error(`Cannot measure: unknown option ${option}`);
}

async function build(): Promise<void> {
  await database.exec("set session_replication_role = replica");
  await database.exec("set synchronous_commit = off");
  for (const [what, sql] of steps) {
    const start = performance.now();
    await database.exec(sql);
    console.log(`Built ${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  await database.exec("set session_replication_role = origin");
  await database.exec("vacuum analyze");
}

/** What the n-th organization shows in detail. */
async function sampleOf(org: number): Promise<Sample> {
  const [sample] = await database.query<Omit<Sample, "org">>(
    `select
       (select id from public.properties where org_id = $1 order by id limit 1) as property,
       (select id from public.tenancies where org_id = $1 order by id limit 1) as tenancy,
       (select id from public.conversations where org_id = $1 order by id limit 1) as conversation`,
    [idOf("organization", org)],
  );
  return { org, ...sample as Omit<Sample, "org"> };
}

/** The statement that PostgREST makes of a list, and its values. */
function asRequested(list: List): Statement {
  const values: string[] = [];
  const numbered = list.sql.replace(/\$(\d)/g, (_, n) => {
    values.push(list.parameters[Number(n) - 1] as string);
    return `$${values.length}`;
  });
  const text = `with source as (${numbered} limit $${values.length + 1} offset $${
    values.length + 2
  })
    select null::bigint as total, count(row) as rows, coalesce(json_agg(row), '[]') as body,
      nullif(current_setting('response.headers', true), '') as headers,
      nullif(current_setting('response.status', true), '') as status
    from (select * from source) as row`;
  return { text, values: [...values, "50", "0"] };
}

async function compareRows({ list, statement }: Measured): Promise<void> {
  const count = `select rows::integer from (${statement.text}) as answer`;
  const [expected] = await database.query<{ rows: number }>(count, statement.values);
  const [actual] = await as<{ rows: number }>(
    database,
    { user: list.user },
    count,
    statement.values,
  );
  if (actual === undefined || actual.rows === 0 || actual.rows !== expected?.rows) {
    throw new Error(
      `${list.name}: ${actual?.rows} rows with policies, ${expected?.rows} without`,
    );
  }
}

async function measure({ list, statement, plainMs, guardedMs }: Measured): Promise<void> {
  const claims = JSON.stringify({ role: "authenticated", sub: list.user });
  const plain = {
    sql: statement.text.replaceAll(/\$(\d)/g, ":v$1"),
    variables: Object.fromEntries(statement.values.map((value, n) => [`v${n + 1}`, value])),
  };
  const guarded = { ...plain, settings: { role: "authenticated", "request.jwt.claims": claims } };
  // Both sides as many, so that neither has more of its first and slowest statements.
  const first = plainMs[0] ?? await latency({ ...guarded, length: { statements: 200 } });
  // A clock that stood still for a turn says nothing of how many fill the next.
  const length = { statements: Math.ceil(turnMs / Math.max(first, 0.02)) };
  plainMs.push(await latency({ ...plain, length }));
  guardedMs.push(await latency({ ...guarded, length }));
}

async function latency(load: Load): Promise<number> {
  return (await pgbench(temporary.url, load)).medianMs;
}

async function sumUp({ list, statement, plainMs, guardedMs }: Measured): Promise<Result> {
  const [explained] = await as<{ "QUERY PLAN": [{ Plan: Plan }] }>(
    database,
    { user: list.user },
    `explain (format json) ${statement.text}`,
    statement.values,
  );
  return {
    name: list.name,
    plan: explained === undefined ? "" : scans(explained["QUERY PLAN"][0].Plan).join(", "),
    withoutMs: median(plainMs),
    withMs: median(guardedMs),
    ratio: median(guardedMs.map((ms, n) => ms / (plainMs[n] as number))),
  };
}

interface Plan {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

/** How the tables of a plan are reached. */
function scans(plan: Plan): string[] {
  const own = plan["Index Name"] ??
    (plan["Relation Name"] === undefined ? [] : `${plan["Node Type"]} ${plan["Relation Name"]}`);
  return [...new Set([own, ...(plan.Plans ?? []).map(scans)].flat(2))];
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function report(results: readonly Result[]): void {
  console.log(
    `\n${sizes.organizations} organizations, ${sizes.units} units, ${sizes.charges} charges; ` +
      `milliseconds until the client has the rows, medians of ${rounds} rounds\n`,
  );
  const line = (...[name, without, with_, ratio, plan]: string[]) =>
    `${name?.padEnd(44)}${without?.padStart(9)}${with_?.padStart(9)}${ratio?.padStart(7)}  ${plan}`;
  console.log(line("List", "without", "with", "ratio", "reached by"));
  for (const { name, withoutMs, withMs, ratio, plan } of results) {
    console.log(
      line(name, withoutMs.toFixed(3), withMs.toFixed(3), `${ratio.toFixed(2)} `, plan),
    );
  }
  const slow = results.filter(({ ratio }) => ratio > highestRatio);
  const worst = Math.max(...results.map(({ ratio }) => ratio));
  console.log(
    `\nWorst ratio ${
      worst.toFixed(2)
    }; ${slow.length} of ${results.length} lists over ${highestRatio}`,
  );
  if (options.check && slow.length > 0) Deno.exitCode = 1;
}
