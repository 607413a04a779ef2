/**
 * task bench:rls: what row-level security costs each list that a screen shows, against the same query without it.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. The statement is the one PostgREST makes of
 * the request: a page of at most fifty rows as JSON, prepared, with every value a parameter, the page's length too
 * (https://github.com/PostgREST/postgrest, src/PostgREST/Query). Times are what a client waits for, over a connection of
 * its own on the same machine: EXPLAIN leaves out half of what a short list costs. Both sides in turns, all lists in
 * rounds, so that a slow minute of the machine meets every list and both sides; medians.
 * --keep keeps the database and tells its address, --built=<address> measures one that was kept.
 * --check fails when a list costs over 1.3 times as much and at least 0.05 ms more: less is noise.
 */
import postgres from "postgres";
import { parseArgs } from "@std/cli/parse-args";
import { createPostgresFromTemplate } from "../../local/database/template.ts";
import { type List, ownerLists, type Sample, tenantLists } from "./rls_lists.ts";
import { idOf, sizes, steps } from "./rls_world.ts";

const highestRatio = 1.3;
const noiseMs = 0.05;
const rounds = 20;
/** Pairs that are not counted: they settle which plan is kept, and warm the caches. */
const warmUps = { first: 20, later: 3 } as const;

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
  boolean: ["check", "keep"],
  string: ["repetitions", "built"],
});
const repetitions = Number(options.repetitions ?? 1000);
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}
const temporary = options.built === undefined
  ? await createPostgresFromTemplate(server)
  : { url: options.built, drop: () => Promise.resolve() };
const connect = () => postgres(temporary.url, { max: 1, onnotice: () => {} });
const plain = connect();
const guarded = connect();
try {
  if (options.built === undefined) await build();
  const lists = [
    ...ownerLists("largest", await sampleOf(1)),
    ...ownerLists("middling", await sampleOf(500)),
    ...tenantLists(4_711),
  ];
  const measured = lists.map((list) => ({
    list,
    statement: asRequested(list),
    plainMs: [],
    guardedMs: [],
  }));
  for (const it of measured) await compareRows(it);
  for (let round = 0; round < rounds; round++) {
    for (const it of measured) await measure(it, round === 0 ? warmUps.first : warmUps.later);
  }
  const results: Result[] = [];
  for (const it of measured) results.push(await sumUp(it));
  report(results);
} finally {
  await plain.end();
  await guarded.end();
  if (options.keep) console.log(`\nKept: --built=${temporary.url}`);
  else await temporary.drop();
}

async function build(): Promise<void> {
  await plain`set session_replication_role = replica`;
  await plain`set synchronous_commit = off`;
  for (const [what, sql] of steps) {
    const start = performance.now();
    await plain.unsafe(sql).simple();
    console.log(`Built ${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  await plain`set session_replication_role = origin`;
  await plain.unsafe("vacuum analyze").simple();
}

/** What the n-th organization shows in detail. */
async function sampleOf(org: number): Promise<Sample> {
  const orgId = idOf("organization", org);
  const [sample] = await plain`
    select
      (select id from public.properties where org_id = ${orgId} order by id limit 1) as property,
      (select id from public.tenancies where org_id = ${orgId} order by id limit 1) as tenancy,
      (select id from public.conversations where org_id = ${orgId} order by id limit 1) as conversation`;
  return { org, ...sample } as Sample;
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

/** From here on `guarded` asks as this person. */
async function become(user: string): Promise<void> {
  await guarded.unsafe("reset role");
  await guarded`select set_config('request.jwt.claims', ${
    JSON.stringify({ role: "authenticated", sub: user })
  }, false)`;
  await guarded.unsafe("set role authenticated");
}

async function compareRows({ list, statement }: Measured): Promise<void> {
  await become(list.user);
  const [expected] = await ask(plain, statement);
  const [actual] = await ask(guarded, statement);
  if (actual?.["rows"] === "0" || actual?.["rows"] !== expected?.["rows"]) {
    throw new Error(
      `${list.name}: ${actual?.["rows"]} rows with policies, ${expected?.["rows"]} without`,
    );
  }
}

async function measure(
  { list, statement, plainMs, guardedMs }: Measured,
  uncounted: number,
): Promise<void> {
  await become(list.user);
  for (let n = 0; n < uncounted + repetitions / rounds; n++) {
    // Who comes second finds the rows in the processor's cache.
    const pair = n % 2 === 0
      ? { plain: await timed(plain, statement), guarded: await timed(guarded, statement) }
      : { guarded: await timed(guarded, statement), plain: await timed(plain, statement) };
    if (n < uncounted) continue;
    plainMs.push(pair.plain);
    guardedMs.push(pair.guarded);
  }
}

async function sumUp({ list, statement, plainMs, guardedMs }: Measured): Promise<Result> {
  await become(list.user);
  const [explained] = await guarded.unsafe(
    `explain (format json) ${statement.text}`,
    statement.values as string[],
  );
  return {
    name: list.name,
    plan: scans(explained?.["QUERY PLAN"][0].Plan).join(", "),
    withoutMs: median(plainMs),
    withMs: median(guardedMs),
    ratio: median(guardedMs.map((ms, n) => ms / (plainMs[n] as number))),
  };
}

function ask(sql: postgres.Sql, { text, values }: Statement) {
  return sql.unsafe(text, values as string[], { prepare: true });
}

async function timed(sql: postgres.Sql, statement: Statement): Promise<number> {
  const start = performance.now();
  await ask(sql, statement);
  return performance.now() - start;
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

function extraMs(result: Result): number {
  return result.withoutMs * (result.ratio - 1);
}

function tooSlow(result: Result): boolean {
  return result.ratio > highestRatio && extraMs(result) >= noiseMs;
}

function report(results: readonly Result[]): void {
  console.log(
    `\n${sizes.organizations} organizations, ${sizes.units} units, ${sizes.charges} charges; medians of ${repetitions}, ` +
      `milliseconds until the client has the rows\n`,
  );
  const line = (...[name, without, with_, ratio, plan]: string[]) =>
    `${name?.padEnd(44)}${without?.padStart(9)}${with_?.padStart(9)}${ratio?.padStart(8)}  ${plan}`;
  console.log(line("List", "without", "with", "ratio", "reached by"));
  let worst = 0;
  for (const result of results) {
    const counts = extraMs(result) >= noiseMs;
    if (counts) worst = Math.max(worst, result.ratio);
    console.log(line(
      result.name,
      result.withoutMs.toFixed(3),
      result.withMs.toFixed(3),
      `${result.ratio.toFixed(2)}${tooSlow(result) ? "!" : counts ? " " : "~"}`,
      result.plan,
    ));
  }
  const slow = results.filter(tooSlow);
  console.log(`\n~ the difference is below ${noiseMs} ms, which is noise and does not count`);
  console.log(
    `Worst ratio that counts: ${
      worst.toFixed(2)
    }; ${slow.length} of ${results.length} lists over ${highestRatio}`,
  );
  if (options.check && slow.length > 0) Deno.exitCode = 1;
}
