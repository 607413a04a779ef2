/** Asks every part of the stack whether it works, as a client would ask it, all at once. */
import { deadline } from "@std/async/deadline";
import type { OpenDatabase } from "../supabase/database/connect.ts";
import type { Handler } from "../supabase/gateway/gateway.ts";
import type { MailCatcher } from "../sandboxes/mail/app.ts";
import type { Part } from "./status.ts";

/** What is asked. */
export interface HealthOptions {
  readonly database: OpenDatabase;
  /** The whole gateway. */
  readonly gateway: Handler;
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly mail: MailCatcher;
}

/** How long a part may take to answer before it counts as broken. */
const patienceMs = 2_000;

/** Every part as it is now. */
export async function healthOf(options: HealthOptions): Promise<Part[]> {
  const { database, mail } = options;
  const answers = (path: string, key: string, what: string, expected = 200) => async () => {
    const response = await options.gateway(
      new Request(`${options.url}${path}`, { headers: { apikey: key } }),
    );
    await response.body?.cancel();
    if (response.status === expected) return what;
    throw new Error(`answers ${response.status}`);
  };
  const { publishableKey: visitor, secretKey: service } = options;
  const parts: readonly (readonly [name: string, ask: () => Promise<string>])[] = [
    ["Database", () => databaseDetail(database)],
    ["REST and RPC", answers("/rest/v1/areas?select=name&limit=1", visitor, "answers a visitor")],
    ["Auth", answers("/auth/v1/health", visitor, "takes sign-ins")],
    ["Storage", answers("/storage/v1/bucket", service, "lists its buckets")],
    ["Realtime", answers("/realtime/v1/websocket?apikey=x", visitor, "takes sockets", 426)],
    [
      "Functions",
      answers("/functions/v1/catalogue/openapi.json", visitor, "run in this process"),
    ],
    ["Schedules", () => schedulesDetail(database)],
    ["Queues", () => queuesDetail(database)],
    ["Paystack sandbox", answers("/sandbox/paystack/_control", visitor, "takes payments")],
    ["Flutterwave sandbox", answers("/sandbox/flutterwave/_control", visitor, "takes payments")],
    ["Termii sandbox", answers("/sandbox/termii/_control/messages", visitor, "takes SMS")],
    ["Dojah sandbox", answers("/sandbox/dojah/_control/billed", visitor, "knows identities")],
    ["Prembly sandbox", answers("/sandbox/prembly/_control/billed", visitor, "knows identities")],
    ["Mail", () => Promise.resolve(mailDetail(mail))],
  ];
  return await Promise.all(parts.map(async ([name, ask]) => {
    const started = performance.now();
    const outcome = await deadline(ask(), patienceMs).then(
      (detail: string) => ({ ok: true, detail }),
      (error: unknown) => ({
        ok: false,
        detail: error instanceof Error ? error.message : String(error),
      }),
    );
    return { name, ...outcome, ms: Math.round(performance.now() - started) };
  }));
}

async function databaseDetail(database: OpenDatabase): Promise<string> {
  const [found] = await database.query<{ version: string; migrations: number }>(
    `select current_setting('server_version') as version,
       (select count(*)::int from supabase_migrations.schema_migrations where $1) as migrations`,
    [true],
  );
  const engine = database.engine === "pglite" ? "embedded PostgreSQL" : "PostgreSQL";
  return `${engine} ${found?.version.split(" ")[0]}, ${found?.migrations} migrations`;
}

async function schedulesDetail(database: OpenDatabase): Promise<string> {
  const rows = await workHealth(database, "private.schedule_health()");
  const failing = rows.filter((it) => it.failures_in_row > 0).map((it) => it.name);
  if (failing.length > 0) throw new Error(`failed lately: ${failing.join(", ")}`);
  refuseLate(rows);
  return `${rows.length - 1} run by the clock, none failed or late`;
}

/** A row of service.work_health(). */
interface WorkHealth {
  readonly sort: string;
  readonly name: string;
  readonly waiting: number;
  readonly in_hand: number;
  readonly dead: number;
  readonly failures_in_row: number;
  readonly is_late: boolean;
  readonly says: string | null;
}

async function workHealth(database: OpenDatabase, from: string): Promise<WorkHealth[]> {
  return await database.query<WorkHealth>(
    `select sort, name, waiting::int, in_hand::int, dead::int, failures_in_row::int, is_late, says from ${from} where $1`,
    [true],
  );
}

function refuseLate(rows: readonly WorkHealth[]): void {
  const late = rows.filter((it) => it.is_late).map((it) => `${it.name} (${it.says})`);
  if (late.length > 0) throw new Error(`late: ${late.join(", ")}`);
}

async function queuesDetail(database: OpenDatabase): Promise<string> {
  const rows = (await workHealth(database, "service.work_health()"))
    .filter((it) => it.sort !== "schedule" && it.sort !== "scheduler");
  refuseLate(rows);
  const kinds = rows.filter((it) => it.sort === "kind");
  const sum = (of: (it: WorkHealth) => number) => kinds.reduce((all, it) => all + of(it), 0);
  const waiting = kinds.filter((it) => it.waiting > 0).map((it) => `${it.name} ${it.waiting}`);
  return `${waiting.length === 0 ? "nothing waits" : `waiting: ${waiting.join(", ")}`}; ${
    sum((it) => it.in_hand)
  } in hand, ${sum((it) => it.dead)} dead letters`;
}

function mailDetail(mail: MailCatcher): string {
  const caught = mail.messages().length;
  return `${caught} caught, SMTP at port ${mail.smtp.port}`;
}
