/**
 * task bench:words: what a message and a notification cost beside what any chat and any bell would write, and workers of the
 * outbox that are killed.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end. The yardstick of a message is what a bare chat
 * writes: its row with its indexes, foreign keys and policies, and a unique key by which what is sent again is not said
 * twice; no trigger at all. That of a notification is its row and its broadcast, with one row in the outbox for each channel that it
 * goes by. Both in turns and in one run, medians of nine rounds: once with commits that wait for the disk, as everywhere
 * where messages are kept (what is judged), and once without, which shows the work alone. Then four workers over ten
 * thousand messages, of which one is killed every second. --messages=N, --check fails when a bar is missed.
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { send } from "../database/words/talking.ts";
import { buildWorld, liftLimits } from "../database/world.ts";
import { killWorkers } from "./killed_workers.ts";
import { pgbench } from "./pgbench.ts";

const rounds = 9;
const statements = 400;
const mostAdded = 0.3;
const leastPerSecond = 500;

/** Something that happens, and the bare rows of it. */
interface Compared {
  readonly what: string;
  readonly full: string;
  readonly bare: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Statements that make the tables as `bare` wants them, and as they were. */
  readonly off?: string;
  readonly on?: string;
}

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
  // Both have spoken.
  await send(database, owner, world.conversation, "It is free");
  const [{ fsync } = { fsync: "" }] = await database.query<{ fsync: string }>(
    "select current_setting($1) as fsync",
    ["fsync"],
  );
  if (fsync !== "on") missed.push("fsync is off: no commit of this server waits for the disk");

  await database.exec(`
    create schema bench;
    grant usage on schema bench to authenticated;
    create table bench.keys (sender_id uuid, client_id uuid, primary key (sender_id, client_id));
    grant insert on bench.keys to authenticated;
    create sequence bench.turns;
    grant usage on sequence bench.turns to authenticated;
    create function bench.say(is_bare boolean) returns void language plpgsql as $$
    begin
      perform set_config('request.jwt.claims', json_build_object('role', 'authenticated', 'sub',
        case when nextval('bench.turns') % 2 = 0 then '${tenant.user}' else '${owner.user}' end)::text, true);
      if is_bare then
        insert into bench.keys (sender_id, client_id) values (auth.uid(), gen_random_uuid());
      end if;
      insert into public.messages (org_id, conversation_id, client_id, body)
      values ('${world.org}', '${world.conversation}', gen_random_uuid(), 'I will come at nine.');
    end $$;
    grant execute on function bench.say(boolean) to authenticated`);
  const message = `insert into public.messages (org_id, conversation_id, client_id, body)
    values ('${world.org}', '${world.conversation}', gen_random_uuid(), 'I will come at nine.')`;
  const facts = `'{"amount_kobo": 120000000, "reference": "EST-1"}'::jsonb`;
  const bell = (kind: string, also: string) =>
    `with told as (
       insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
       values ('${owner.user}', '${world.org}', '${kind}', 'Something happened', gen_random_uuid(), ${facts}) returning *
     )${also}
     insert into realtime.messages (topic, event, payload, private, extension)
     select 'user:' || user_id, 'notification_created', jsonb_build_object('id', id, 'kind', kind, 'title', title,
       'subject_id', subject_id, 'payload', payload, 'created_at', created_at), true, 'broadcast' from told`;
  const tell = (kind: string) =>
    `select private.notify(array['${owner.user}'::uuid], '${world.org}', '${kind}', 'Something happened', gen_random_uuid(), ${facts})`;
  const compared: Compared[] = [
    {
      what: "a message to somebody who has not read the last one",
      full: message,
      bare:
        `with key as (insert into bench.keys (sender_id, client_id) values (auth.uid(), gen_random_uuid())) ${message}`,
      settings: as(tenant.user),
      off: "alter table public.messages disable trigger user",
      on: "alter table public.messages enable trigger user",
    },
    {
      what: "a message that answers the last one, and is told",
      full: "select bench.say(false)",
      bare: "select bench.say(true)",
      settings: as(tenant.user),
      off: "alter table public.messages disable trigger user",
      on: "alter table public.messages enable trigger user",
    },
    {
      what: "a notification that stays in the app",
      full: tell("listing_approved"),
      bare: bell("listing_approved", ""),
    },
    {
      what: "one that goes by SMS and e-mail",
      full: tell("payment_settled"),
      bare: bell(
        "payment_settled",
        `, sent as (
           insert into private.deliveries (org_id, user_id, kind, channel, priority, notification_id, next_at, useful_until)
           select org_id, user_id, kind, channel, 1, id, now(), now() + interval '7 days'
           from told cross join unnest(enum_range(null::public.message_channel)) as channel
         )`,
      ),
    },
  ];
  for (const commit of ["on", "off"] as const) {
    console.log(
      commit === "on" ? "Commits that wait for the disk:" : "Commits that do not (the work alone):",
    );
    for (const one of compared) await compare(one, commit);
  }

  const came = await killWorkers({
    database,
    url: temporary.url,
    messages: Number(options.messages),
    workers: 4,
    isDue: ({ ms }) => ms >= 1000,
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

/** Settings of a session of somebody's. */
function as(user: string): Readonly<Record<string, string>> {
  return {
    role: "authenticated",
    "request.jwt.claims": JSON.stringify({ role: "authenticated", sub: user }),
  };
}

/** Something with all that happens, and its bare rows, in turns. */
async function compare(one: Compared, commit: "on" | "off"): Promise<void> {
  const [full, bare]: [number[], number[]] = [[], []];
  const settings = { ...one.settings, synchronous_commit: commit };
  const load = (sql: string) => ({ sql, settings, length: { statements } });
  for (let round = 0; round < rounds; round++) {
    full.push((await pgbench(temporary.url, load(one.full))).medianMs);
    if (one.off !== undefined) await database.exec(one.off);
    bare.push((await pgbench(temporary.url, load(one.bare))).medianMs);
    if (one.on !== undefined) await database.exec(one.on);
  }
  const middle = (of: readonly number[]) =>
    [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] as number;
  const added = middle(full) / middle(bare) - 1;
  const share = `${(added * 100).toFixed(0)} % more`;
  console.log(
    `  ${one.what}: ${middle(full).toFixed(2)} ms, ${
      middle(bare).toFixed(2)
    } ms its bare rows: ${share}`,
  );
  if (commit === "on" && added > mostAdded) missed.push(`${one.what} ${share}`);
}
