/**
 * Search at ten thousand and at a million listings: latencies, ratios against the obvious query in the same run,
 * the same rows as brute force, and all that again while listings change. Needs DATABASE_URL and pgbench; works in a
 * database of its own there. `--listings=10000000` goes on to ten million; `--minutes` says how long listings change.
 * `--check` fails when a bar is missed; `--keep` leaves the database, and `--reuse=<its name>` times it again.
 */
import { parseArgs } from "@std/cli/parse-args";
import postgres from "postgres";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { prepareDatabase } from "../../local/supabase/database/prepare.ts";
import { cases, random, type SearchCase } from "./search_cases.ts";
import { addChanges, change, changesPerSecond } from "./search_changes.ts";
import { addManyListings, settle } from "./search_data.ts";
import * as load from "./throughput.ts";

const found =
  "select * from public.search_listings($1::text::jsonb, $2::text::public.search_order)";

/** What one would write first: no row-level security, a spatial index on the listings, exact and simple. */
const obvious = `
  select id, extensions.st_distance(location, extensions.st_point($1, $2)::extensions.geography) as distance_m
  from public.listings
  where status = 'published' and purpose = $3::text::public.listing_purpose
    and price_kobo between $4 and $5 and bedrooms >= $6
    and extensions.st_dwithin(location, extensions.st_point($1, $2)::extensions.geography, 5000)
  order by extensions.st_distance(location, extensions.st_point($1, $2)::extensions.geography), id limit 20`;

const bars = {
  nearestP50: 1.5,
  nearestP95: 5,
  otherP95: 30,
  throughput: 40,
  growth: 2,
  laterGrowth: 1.5,
};
const options = parseArgs(Deno.args, {
  boolean: ["check", "keep"],
  string: ["listings", "minutes", "reuse"],
  default: { listings: "1000000", minutes: "10" },
});
const total = Number(options.listings);
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  console.error("Set DATABASE_URL to a PostgreSQL server with PostGIS");
  Deno.exit(2);
}
const name = options.reuse ?? `estate_bench_search_${crypto.randomUUID().slice(0, 8)}`;
const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
const missed: string[] = [];

/** Milliseconds until the answer, in the median and in one of twenty; answers a second. */
interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
}

interface Client {
  (sql: string, parameters: (string | number | null)[]): Promise<Record<string, unknown>[]>;
}

/** Two connections as `role`, each asking its next question as soon as it has an answer. */
async function time(
  role: "anon" | "postgres",
  seconds: number,
  ask: (client: Client, next: () => number) => Promise<void>,
): Promise<Figures> {
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  const warm = performance.now() + seconds * 200;
  let elapsed = 0;
  await Promise.all([1, 2].map(async (seed) => {
    const sql = postgres(url, { max: 1, prepare: true, onnotice: () => {} });
    if (role === "anon") await sql.unsafe("set role anon");
    const client: Client = (text, parameters) =>
      // Raw: what is timed is the answer, not the making of objects.
      sql.unsafe(text, parameters, { prepare: true }).raw() as never;
    const next = random(seed);
    while (performance.now() < until) {
      const start = performance.now();
      await ask(client, next);
      if (start > warm) latencies.push(performance.now() - start);
    }
    elapsed = performance.now() - warm;
    await sql.end();
  }));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), perSecond: latencies.length / (elapsed / 1000) };
}

const search =
  (make: (next: () => number) => SearchCase) => async (client: Client, next: () => number) => {
    const { criteria, sort } = make(next);
    await client(found, [JSON.stringify(criteria), sort]);
  };

const askObviously = async (client: Client, next: () => number) => {
  await client(obvious, obviousParameters(cases["nearest 20 within 5 km"]!(next)));
};

function obviousParameters({ criteria }: SearchCase): (string | number)[] {
  const near = criteria.near as { longitude: number; latitude: number };
  return [
    near.longitude,
    near.latitude,
    criteria.purpose as string,
    criteria.min_price_kobo as number,
    criteria.max_price_kobo as number,
    criteria.min_bedrooms as number,
  ];
}

function show(what: string, figures: Figures) {
  console.log(
    `${what.padEnd(26)} ${figures.p50.toFixed(2).padStart(8)} ms ${
      figures.p95.toFixed(2).padStart(8)
    } ms ${figures.perSecond.toFixed(0).padStart(8)} /s`,
  );
}

function bar(what: string, is: number, atMost: number) {
  const held = is <= atMost;
  console.log(`  ${held ? "holds " : "MISSED"} ${what}: ${is.toFixed(2)} (bar ${atMost})`);
  if (!held) missed.push(what);
}

/** Compares random searches with brute force, each in one snapshot; tells how many rows were the same. */
async function compareWithBruteForce(searches: number, seed: number): Promise<number> {
  const sql = postgres(url, { max: 1, prepare: true, onnotice: () => {} });
  const next = random(seed);
  let rows = 0;
  for (let n = 0; n < searches; n++) {
    const one = cases["nearest 20 within 5 km"]!(next);
    const [fast, brute] = await sql.begin("isolation level repeatable read", async (sql) => [
      await sql.unsafe(found, [JSON.stringify(one.criteria), one.sort]),
      await sql.unsafe(obvious, obviousParameters(one)),
    ]);
    const shape = (answer: postgres.Row[] | undefined) =>
      answer?.map((row) => `${row.id} ${row.distance_m}`).join("\n");
    if (shape(fast) !== shape(brute)) {
      missed.push("the rows of brute force");
      console.log(`  MISSED the rows of brute force: ${JSON.stringify(one)}`);
      break;
    }
    rows += fast?.length ?? 0;
  }
  await sql.end();
  return rows;
}

async function showPlans() {
  const plans: string[] = [];
  const talking = postgres(url, { max: 1, onnotice: (notice) => plans.push(notice.message ?? "") });
  await talking.unsafe(
    `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set auto_explain.log_analyze = on; set client_min_messages = log; set auto_explain.log_level = notice`,
  );
  for (const [what, make] of Object.entries(cases)) {
    const { criteria, sort } = make(random(3));
    plans.length = 0;
    await talking.unsafe(found, [JSON.stringify(criteria), sort]);
    const scans = plans.flatMap((plan) => plan.split("\n"))
      .filter((line) => /Scan .*searchable/.test(line))
      .map((line) => line.trim().replace(/^->\s*/, "").replace(/\(cost=[^)]*\)/, ""));
    console.log(`  ${what}: ${[...new Set(scans)].join(" | ")}`);
  }
  await talking.end();
}

/** The numbers of listings at which the nearest search is timed on the way to all of them. */
const stops = [10_000, 1_000_000].filter((stop) => stop < total);

/** Makes the database; tells how the nearest search did at each stop. */
async function build(): Promise<Figures[]> {
  await admin.exec(`create database ${name}`);
  const database = openPostgres(url, 2);
  const figures: Figures[] = [];
  try {
    await prepareDatabase(database);
    const started = performance.now();
    let known = 0;
    for (const goal of [...stops, total]) {
      await addManyListings(database, known + 1, goal);
      known = goal;
      await settle(database);
      if (goal === total) break;
      const nearest = await time("anon", 10, search(cases["nearest 20 within 5 km"]!));
      show(`nearest, ${goal.toLocaleString("en")} listings`, nearest);
      figures.push(nearest);
    }
    // For the obvious query only: search itself needs none.
    await database.exec("create index on public.listings using gist (location)");
    await load.addSearches(database);
    await addChanges(database);
    const seconds = (performance.now() - started) / 1000;
    console.log(`(${total.toLocaleString("en")} listings built in ${seconds.toFixed(0)} s)`);
    return figures;
  } finally {
    await database.close();
  }
}

/**
 * One client searches, first alone, then while listings change at their pace: minute by minute it stays near its quiet
 * self, and whatever it finds is what brute force finds at that moment.
 */
async function searchWhileListingsChange(minutes: number) {
  const searchAlone = (seconds: number) =>
    load.ask(url, "anon", load.found, { clients: 1, seconds });
  const quiet = await searchAlone(60);
  console.log(
    `\nWhile ${changesPerSecond} listings a second change (1 client; quiet: median ${
      quiet.medianMs.toFixed(2)
    } ms, 95th percentile ${quiet.p95Ms.toFixed(2)} ms)`,
  );
  const changing = change(url, minutes * 60);
  const p95s: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    // The last seconds of a minute compare with brute force, which takes the processor for itself.
    const { medianMs, p95Ms } = await searchAlone(minute === minutes ? 45 : 50);
    p95s.push(p95Ms);
    const rows = await compareWithBruteForce(20, minute);
    console.log(
      `  minute ${minute}: median ${medianMs.toFixed(2)} ms, 95th percentile ${
        p95Ms.toFixed(2)
      } ms; 20 searches: the same ${rows} rows as brute force`,
    );
  }
  const { perSecond, medianMs } = await changing;
  console.log(`  ${perSecond.toFixed(0)} changes a second, ${medianMs.toFixed(2)} ms each`);
  if (perSecond < changesPerSecond * 0.95) missed.push("the pace of changes");
  bar("its worst minute's 95th percentile over the quiet one", Math.max(...p95s) / quiet.p95Ms, 2);
}

const admin = openPostgres(server, 1);
try {
  console.log(
    "                                p50         p95  throughput   (2 clients, prepared, as anon under row-level security)",
  );
  const before = options.reuse === undefined ? await build() : [];
  const figures: Record<string, Figures> = {};
  for (const [what, make] of Object.entries(cases)) {
    figures[what] = await time("anon", 10, search(make));
    show(what, figures[what]!);
  }
  show("the obvious query, no RLS", await time("postgres", 10, askObviously));

  const nearest = figures["nearest 20 within 5 km"]!;
  console.log("\nBars");
  bar("nearest, median ms", nearest.p50, bars.nearestP50);
  bar("nearest, 95th percentile ms", nearest.p95, bars.nearestP95);
  for (const [what, { p95 }] of Object.entries(figures)) {
    if (p95 !== nearest.p95) bar(`${what}, 95th percentile ms`, p95, bars.otherP95);
  }
  [...before, nearest].forEach(({ p50 }, n, all) => {
    const from = stops[n - 1];
    if (from === undefined) return;
    const [smaller, larger] = [from, stops[n] ?? total].map((count) => count.toLocaleString("en"));
    const most = from < 1_000_000 ? bars.growth : bars.laterGrowth;
    bar(`median at ${larger} over ${smaller}`, p50 / all[n - 1]!.p50, most);
  });
  // In turns, because the machine's pace changes. The obvious query reads every listing within 5 km from the table: how
  // much of that the server keeps in its own memory makes the ratio, so it is told too.
  const turns: { ours: number; theirs: number }[] = [];
  for (let turn = 0; turn < 3; turn++) {
    turns.push({
      ours: (await load.ask(url, "anon", load.found)).perSecond,
      theirs: (await load.ask(url, new URL(url).username, load.obvious)).perSecond,
    });
  }
  const { ours, theirs } = turns.toSorted((a, b) => a.ours / a.theirs - b.ours / b.theirs)[1]!;
  const ratio = ours / theirs;
  const [memory] = await admin.query<{ kept: string }>("select current_setting($1) as kept", [
    "shared_buffers",
  ]);
  console.log(
    `  ${ratio >= bars.throughput ? "holds " : "MISSED"} throughput over the obvious query: ${
      ours.toFixed(0)
    } to ${theirs.toFixed(1)} a second, ${
      ratio.toFixed(1)
    } times (bar ${bars.throughput}), with shared_buffers = ${memory?.kept}`,
  );
  if (ratio < bars.throughput) missed.push("throughput");
  const rows = await compareWithBruteForce(1000, 7);
  console.log(`  1000 random searches: the same ${rows} rows in the same order as brute force`);
  await searchWhileListingsChange(Number(options.minutes));
  console.log("\nPlans");
  await showPlans();
} finally {
  if (options.keep || options.reuse !== undefined) console.log(`Kept: ${name}`);
  else await admin.exec(`drop database if exists ${name} with (force)`);
  await admin.close();
}
if (options.check && missed.length > 0) {
  console.error(`Missed: ${missed.join(", ")}`);
  Deno.exit(1);
}
