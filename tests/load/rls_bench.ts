/**
 * task bench:rls: what row-level security costs each list that a screen shows, against the same query without it.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. Times are what a client waits for, rows
 * made, sent and read included, over a connection of its own on the same machine: EXPLAIN leaves those out, and with
 * them half of what a short list costs. Prepared statements, both sides in turns; medians.
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
/** How long one list is measured before its repetitions are cut short. */
const longestMs = 6_000;

interface Result {
  readonly name: string;
  readonly plan: string;
  readonly withoutMs: number;
  readonly withMs: number;
}

const options = parseArgs(Deno.args, {
  boolean: ["check", "keep"],
  string: ["repetitions", "built"],
});
const repetitions = Number(options.repetitions ?? 300);
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
  const results: Result[] = [];
  const lists = [
    ...ownerLists("largest", await sampleOf(1)),
    ...ownerLists("middling", await sampleOf(500)),
    ...tenantLists(4_711),
  ];
  for (const list of lists) results.push(await measure(list));
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

async function measure(list: List): Promise<Result> {
  const types = list.parameters.map(() => "uuid").join(", ");
  // Planned as PREPARE makes them: parameters that the query does not name are let be.
  const prepare = `prepare list (${types}) as ${list.sql}`;
  const execute = `execute list (${list.parameters.map((it) => `'${it}'`).join(", ")})`;
  await plain.unsafe(prepare);
  await guarded.unsafe("reset role");
  await guarded`select set_config('request.jwt.claims', ${
    JSON.stringify({ role: "authenticated", sub: list.user })
  }, false)`;
  await guarded.unsafe("set role authenticated");
  await guarded.unsafe(prepare);
  const expected = await plain.unsafe(execute);
  const actual = await guarded.unsafe(execute);
  if (actual.length === 0 || actual.length !== expected.length) {
    throw new Error(
      `${list.name}: ${actual.length} rows with policies, ${expected.length} without`,
    );
  }
  const times = { plain: [] as number[], guarded: [] as number[] };
  const until = performance.now() + longestMs;
  for (let n = 0; n < repetitions + 20; n++) {
    // A list of hundreds of milliseconds needs no hundreds of repetitions.
    if (times.plain.length >= 10 && performance.now() > until) break;
    const pair = [await timed(plain, execute), await timed(guarded, execute)] as const;
    // The first ones settle which plan is kept and warm the caches.
    if (n < 20) continue;
    times.plain.push(pair[0]);
    times.guarded.push(pair[1]);
  }
  const [explained] = await guarded.unsafe(`explain (format json) ${execute}`);
  await plain.unsafe("deallocate list");
  await guarded.unsafe("deallocate list");
  return {
    name: list.name,
    plan: scans(explained?.["QUERY PLAN"][0].Plan).join(", "),
    withoutMs: median(times.plain),
    withMs: median(times.guarded),
  };
}

async function timed(sql: postgres.Sql, execute: string): Promise<number> {
  const start = performance.now();
  await sql.unsafe(execute).raw();
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

function tooSlow(result: Result): boolean {
  return result.withMs > result.withoutMs * highestRatio &&
    result.withMs - result.withoutMs >= noiseMs;
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
    const ratio = result.withMs / result.withoutMs;
    const counts = result.withMs - result.withoutMs >= noiseMs;
    if (counts) worst = Math.max(worst, ratio);
    console.log(line(
      result.name,
      result.withoutMs.toFixed(3),
      result.withMs.toFixed(3),
      `${ratio.toFixed(2)}${tooSlow(result) ? "!" : counts ? " " : "~"}`,
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
