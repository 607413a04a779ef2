/**
 * Many people are verified while companies fail: each question of the real adapters to sandboxes in this process, one company
 * failing a part of the time and dead for an hour, on a clock that is moved. For a test, and for task bench:identity.
 */
import type { Database } from "../../local/supabase/database/database.ts";
import { createDojahSandbox } from "../../local/sandboxes/dojah/app.ts";
import type { IdentityControl } from "../../local/sandboxes/identity/control.ts";
import { createPremblySandbox } from "../../local/sandboxes/prembly/app.ts";
import { createCircuit } from "../../supabase/functions/_shared/circuit.ts";
import { createDojah } from "../../supabase/functions/_shared/dojah/adapter.ts";
import { createProviderHttp } from "../../supabase/functions/_shared/http_client.ts";
import { askIdentities } from "../../supabase/functions/_shared/identity_checks.ts";
import { createPrembly } from "../../supabase/functions/_shared/prembly/adapter.ts";
import type { ServiceDatabase } from "../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../supabase/functions/_shared/testing/silent_log.ts";
import { as } from "../database/actor.ts";
import { begin, numbers } from "../database/trust/verifying.ts";

/** How it is done. */
export interface OutageOptions {
  readonly database: Database;
  readonly people: number;
  readonly workers: number;
  /** Part of its calls that each company fails, 0 to 1. */
  readonly failing: number;
}

/** What came of it. */
export interface OutageResult {
  /** Cases by their state, and those in review by their cause. */
  readonly states: Readonly<Record<string, number>>;
  /** Cases whose state contradicts the register, or that still wait. */
  readonly untrue: number;
  /** The most questions about one number on one company's bill. */
  readonly mostBilled: number;
  readonly billed: Readonly<Record<string, number>>;
  /** How often each circuit opened, and questions that fell over. */
  readonly opened: number;
  readonly fellOver: number;
  readonly seconds: number;
}

const stepMinutes = 10;
/** In which steps of ten minutes which company is dead: the first for an hour, and for a while both. */
const dead: Readonly<Record<string, readonly number[]>> = {
  dojah: [3, 4, 5, 6, 7, 8],
  prembly: [5],
};
const beginning = 12;
const mostSteps = 60;

/** Functions of schema service, as the API answers them: rows of a table, or the value. */
function serviceOf(database: Database): ServiceDatabase {
  return {
    async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
      const given = Object.entries(parameters).map(([key, value]) => {
        if (Array.isArray(value) && value.every((it) => typeof it === "string")) {
          return { key, cast: "::text[]", value: `{${value.join(",")}}` };
        }
        return typeof value === "object" && value !== null
          ? { key, cast: "::text::jsonb", value: JSON.stringify(value) }
          : { key, cast: "", value };
      });
      const list = given.map(({ key, cast }, n) => `${key} => $${n + 1}${cast}`);
      const rows = await as<Record<string, unknown>>(
        database,
        "service",
        `select * from service.${name}(${list.join(", ")})`,
        given.map(({ value }) => value),
      );
      return (rows.length === 1 && name in rows[0]! ? rows[0]![name] : rows) as Result;
    },
  };
}

/** Numbers that tell what the register says of them: of ten, one has another name and one is unknown. */
const fateOf = (n: number) => n % 10 === 0 ? "other name" : n % 10 === 1 ? "unknown" : "right";
const numberOf = (n: number) => String(80_000_000_000 + n);

/** Runs it until nobody waits. */
export async function outage(options: OutageOptions): Promise<OutageResult> {
  const { database, people, workers, failing } = options;
  const started = performance.now();
  let step = 0;
  let seed = 7;
  // The same failures in every run, as far as workers take turns alike.
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const service = serviceOf(database);
  const sandboxes = {
    dojah: createDojahSandbox({
      appId: "app",
      secretKey: "test_sk_sandbox",
      publicUrl: "http://dojah.example",
    }),
    prembly: createPremblySandbox({ apiKey: "prembly-key", publicUrl: "http://prembly.example" }),
  };
  const http = (name: keyof typeof sandboxes) =>
    createProviderHttp({
      log: silentLog,
      retry: { tries: 1 },
      circuit: createCircuit(service, `${name}.example`, {
        clock: { now: () => Date.now() + step * stepMinutes * 60_000 },
      }),
      fetch: async (input, init) => {
        const reach = async () => await sandboxes[name].app.request(input as URL, init);
        if (dead[name]?.includes(step)) throw new TypeError("connection refused");
        if (random() >= failing) return await reach();
        switch (Math.floor(random() * 5)) {
          case 0:
            return Response.json({ error: "The register is down" }, { status: 424 });
          case 1:
            return Response.json({ error: "Too many requests" }, { status: 429 });
          case 2:
            return new Response("<html>502</html>", { status: 502 });
          case 3:
            // It did its work, billed it, and says that it failed.
            await reach();
            return Response.json({ error: "Unavailable" }, { status: 503 });
          default:
            await reach();
            throw new TypeError("connection reset");
        }
      },
    });
  const admitting = (name: string) => () =>
    service.call<boolean>("circuit_admits", { name: `${name}.example` });
  const deps = {
    database: service,
    identityNumbers: numbers,
    identityProviders: {
      dojah: createDojah({
        baseUrl: "http://dojah.example",
        appId: "app",
        secretKey: "test_sk_sandbox",
        http: http("dojah"),
        admits: admitting("dojah"),
      }),
      prembly: createPrembly({
        baseUrl: "http://prembly.example/verification",
        apiKey: "prembly-key",
        http: http("prembly"),
        admits: admitting("prembly"),
      }),
    },
  };
  const lasted = () => Math.round((performance.now() - started) / 100) / 10;
  const users = await database.query<{ id: string }>(
    `insert into auth.users (id, email) select gen_random_uuid(), 'outage-' || n || '@example.ng'
     from generate_series(1, $1) as n returning id`,
    [people],
  );
  for (let n = 0; n < people; n++) {
    if (fateOf(n) === "unknown") continue;
    const isOther = fateOf(n) === "other name";
    const person = {
      firstName: isOther ? "MONINUOLA" : "ADA",
      lastName: isOther ? "BALOGUN" : "OKAFOR",
      dateOfBirth: new Date(Date.UTC(1930, 0, 1 + n)).toISOString().slice(0, 10),
    };
    for (const { control } of Object.values(sandboxes)) {
      control.addPerson("nin", numberOf(n), person);
    }
  }

  let opened = 0;
  let next = 0;
  for (; step < mostSteps; step++) {
    const until = Math.min(people, Math.ceil(people * (step + 1) / beginning));
    await Promise.all(Array.from({ length: workers }, async () => {
      while (next < until) {
        const n = next++;
        const { id } = await begin(database, { user: users[n]!.id }, numberOf(n));
        // Half of them are cut off, and the job takes over.
        if (n % 2 === 0) {
          await askIdentities(deps, { caseId: id, until: Infinity }, silentLog);
        }
      }
      await askIdentities(deps, { until: Infinity }, silentLog);
    }));
    const [state] = await database.query<{ waiting: number; open: number }>(
      `select (select count(*)::int from verification_cases where next_try_at is not null) as waiting,
         (select count(*)::int from private.circuit_breakers where state <> 'closed' and $1) as open`,
      [true],
    );
    opened = Math.max(opened, state!.open);
    if (state!.waiting === 0 && step >= beginning) break;
    // Ten minutes pass.
    await database.exec(`
      update verification_cases set next_try_at = next_try_at - interval '${stepMinutes} minutes' where next_try_at is not null;
      update private.circuit_breakers set opened_at = opened_at - interval '${stepMinutes} minutes',
        window_started_at = window_started_at - interval '${stepMinutes} minutes',
        round_started_at = round_started_at - interval '${stepMinutes} minutes'`);
  }

  const seconds = lasted();
  // The database holds no other cases.
  const ended = await database.query<{ user_id: string; status: string; cause: string | null }>(
    `select subject.user_id, subject.status::text, review.cause
     from verification_cases as subject
     left join private.verification_reviews as review on review.case_id = subject.id and review.decided_at is null
     where $1`,
    [true],
  );
  const place = new Map(users.map((it, n) => [it.id, n]));
  const states: Record<string, number> = {};
  let untrue = people - ended.length;
  for (const { user_id, status, cause } of ended) {
    const name = cause === null ? status : `${status}: ${cause}`;
    states[name] = (states[name] ?? 0) + 1;
    const should = fateOf(place.get(user_id)!) === "right" ? "verified" : "failed";
    if (status !== should && cause !== "unknown_outcome") untrue += 1;
  }
  const perNumber = (control: IdentityControl) => {
    const counts = new Map<string, number>();
    for (const { number } of control.billed()) counts.set(number, (counts.get(number) ?? 0) + 1);
    return Math.max(0, ...counts.values());
  };
  const [figures] = await database.query<{ fell_over: number }>(
    "select count(*)::int as fell_over from private.verification_attempts where is_fallback and $1",
    [true],
  );
  const controls = Object.entries(sandboxes).map(([name, it]) => [name, it.control] as const);
  for (const it of Object.values(sandboxes)) it.close();
  return {
    states,
    untrue,
    mostBilled: Math.max(...controls.map(([, control]) => perNumber(control))),
    billed: Object.fromEntries(controls.map(([name, control]) => [name, control.billed().length])),
    opened,
    fellOver: figures!.fell_over,
    seconds,
  };
}
