/**
 * task bench:words: what a message and a notification cost beside their row, and workers of the outbox that are killed.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. An insert with its triggers and the same without
 * them in turns and in one run, medians of three rounds; then four workers over ten thousand messages, of which one is
 * killed every second. --messages=N, --check fails when a bar is missed.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { buildWorld, liftLimits } from "../database/world.ts";
import { killWorkers } from "./killed_workers.ts";
import { pgbench } from "./pgbench.ts";

const rounds = 3;
const mostAdded = 0.3;
const leastPerSecond = 500;

const options = parseArgs(Deno.args, {
  boolean: ["check"],
  string: ["messages"],
  default: { messages: "10000" },
});
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}
const temporary = await createPostgresFromTemplate(server);
const database = openPostgres(temporary.url, 4);
const missed: string[] = [];
try {
  const world = await buildWorld(database);
  await liftLimits(database);
  const { tenant, owner } = world.people;
  // Both have spoken, and the other side has not read: the usual message renews what waits.
  const message = {
    sql: `insert into public.messages (org_id, conversation_id, client_id, body)
      values ('${world.org}', '${world.conversation}', gen_random_uuid(), 'I will come at nine.')`,
    settings: {
      role: "authenticated",
      "request.jwt.claims": JSON.stringify({ role: "authenticated", sub: tenant.user }),
    },
    length: { statements: 1500 },
  };
  await compare(
    "a message",
    message,
    "alter table public.messages disable trigger after_message_sent",
    "alter table public.messages enable trigger after_message_sent",
  );
  const row = `'{"amount_kobo": 120000000, "reference": "EST-1"}'::jsonb`;
  for (
    const [what, kind] of [["a notification that stays in the app", "listing_approved"], [
      "one that goes by SMS and e-mail",
      "payment_settled",
    ]] as const
  ) {
    const told = [];
    const bare = [];
    for (let round = 0; round < rounds; round++) {
      told.push(
        await pgbench(temporary.url, {
          sql:
            `select private.notify(array['${owner.user}'::uuid], '${world.org}', '${kind}', 'Something happened', gen_random_uuid(), ${row})`,
          length: { statements: 1500 },
        }),
      );
      bare.push(
        await pgbench(temporary.url, {
          sql: `insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
          values ('${owner.user}', '${world.org}', '${kind}', 'Something happened', gen_random_uuid(), ${row})`,
          length: { statements: 1500 },
        }),
      );
    }
    tellShare(
      what,
      told.map((it) => it.medianMs),
      bare.map((it) => it.medianMs),
      "against its row and its broadcast alone",
    );
  }

  const came = await killWorkers({
    database,
    url: temporary.url,
    messages: Number(options.messages),
    workers: 4,
    everyMs: 1000,
    leaseSeconds: 4,
  });
  const rate = Number(options.messages) / came.seconds;
  console.log(
    `${options.messages} messages, four workers, ${came.killed} killed: ${came.arrived} arrived, ${came.repeated} of them handed over again ` +
      `under the same name, in ${came.seconds.toFixed(1)} s, ${rate.toFixed(0)} a second`,
  );
  if (came.arrived !== Number(options.messages) || came.states["sent"] !== came.arrived) {
    missed.push("some were lost");
  }
  if (rate < leastPerSecond) missed.push(`${rate.toFixed(0)} a second`);
} finally {
  await database.close();
  await temporary.drop();
}
if (missed.length > 0) {
  console.log(`\nMissed: ${missed.join("; ")}`);
  if (options.check) Deno.exitCode = 1;
}

/** One statement with what happens after it and without, in turns. */
async function compare(
  what: string,
  load: Parameters<typeof pgbench>[1],
  off: string,
  on: string,
): Promise<void> {
  const [full, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    full.push((await pgbench(temporary.url, load)).medianMs);
    await database.exec(off);
    bare.push((await pgbench(temporary.url, load)).medianMs);
    await database.exec(on);
  }
  tellShare(what, full, bare, "without what happens after it");
}

function tellShare(
  what: string,
  full: readonly number[],
  bare: readonly number[],
  beside: string,
): void {
  const middle = (of: readonly number[]) =>
    [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] as number;
  const added = middle(full) / middle(bare) - 1;
  console.log(
    `${what}: ${middle(full).toFixed(2)} ms, ${middle(bare).toFixed(2)} ms ${beside}: ${
      (added * 100).toFixed(0)
    } % more`,
  );
  if (added > mostAdded) missed.push(`${what} ${(added * 100).toFixed(0)} % more`);
}
