/**
 * What edge functions share through the database. The calls marked parallel come over one connection each on
 * PostgreSQL, where they really race; PGlite takes them one after another, which the same rules must survive.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { createCircuit } from "../../../supabase/functions/_shared/circuit.ts";
import { once } from "../../../supabase/functions/_shared/idempotency.ts";
import { Problem } from "../../../supabase/functions/_shared/problem.ts";
import type { ServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { as, refusal } from "../actor.ts";
import { openTestDatabase } from "../test_database.ts";

const { database, close } = await openTestDatabase();
Deno.test.afterAll(close);

/** Calls a service function as service_role, in a transaction of its own, and returns its rows. */
function rpc<Row>(name: string, parameters: Record<string, unknown>): Promise<Row[]> {
  const names = Object.keys(parameters);
  const json = (parameter: string) => parameter === "response_body" || parameter === "value";
  const given = names.map((parameter, n) =>
    `${parameter} => $${n + 1}${json(parameter) ? "::text::jsonb" : ""}`
  ).join(", ");
  const values = names.map((parameter) =>
    json(parameter) ? JSON.stringify(parameters[parameter]) : parameters[parameter]
  );
  return as<Row>(database, "service", `select * from service.${name}(${given})`, values);
}
const parallel = <Row>(count: number, call: (n: number) => Promise<Row[]>) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n))).then((rows) => rows.flat());
const tally = (values: readonly unknown[]) =>
  Object.fromEntries(
    [...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]),
  );

interface Begun {
  state: string;
  lease_id: string;
  retry_after_s: number;
  response_status: number | null;
  response_body: unknown;
}
const request = (key: string) => ({
  scope: "POST /t",
  caller: "ada",
  key: key.padEnd(16, "0"),
  request_hash: "a".repeat(64),
});
const begin = (key: string, change: Record<string, unknown> = {}) =>
  rpc<Begun>("begin_idempotent_request", { ...request(key), ...change });
const identity = (key: string, lease_id: string) => {
  const { scope, caller, key: padded } = request(key);
  return { scope, caller, key: padded, lease_id };
};
const finish = (key: string, lease: string, body: unknown) =>
  rpc<{ finish_idempotent_request: boolean }>("finish_idempotent_request", {
    ...identity(key, lease),
    response_status: 201,
    response_content_type: "application/json",
    response_body: body,
  }).then(([row]) => row?.finish_idempotent_request);
const expireLease = (key: string) =>
  database.query(
    "update private.idempotency_keys set locked_until = now() - interval '1 second' where key = $1",
    [request(key).key],
  );

Deno.test("of fifty parallel requests with one key exactly one starts", async () => {
  const begun = await parallel(50, () => begin("race"));
  assertEquals(tally(begun.map((row) => row.state)), { started: 1, in_progress: 49 });
  const waiting = begun.find((row) => row.state === "in_progress");
  assert((waiting?.retry_after_s ?? 0) > 80 && (waiting?.retry_after_s ?? 0) <= 90);
});

Deno.test("of fifty parallel requests exactly one takes over a lease that ran out", async () => {
  const [first] = await begin("takeover");
  await expireLease("takeover");
  const begun = await parallel(50, () => begin("takeover"));
  assertEquals(tally(begun.map((row) => row.state)), { started: 1, in_progress: 49 });
  const [winner] = begun.filter((row) => row.state === "started");
  assert(winner !== undefined && winner.lease_id !== first?.lease_id);
});

Deno.test("a worker whose lease was taken over can neither finish nor release the request", async () => {
  const [slow] = await begin("fenced");
  await expireLease("fenced");
  const [quick] = await begin("fenced");
  assertEquals(await finish("fenced", slow?.lease_id ?? "", { n: "slow" }), false);
  const released = await rpc(
    "release_idempotent_request",
    identity("fenced", slow?.lease_id ?? ""),
  );
  assertEquals(released, [{ release_idempotent_request: false }]);
  assertEquals(await finish("fenced", quick?.lease_id ?? "", { n: "quick" }), true);
  const [again] = await begin("fenced");
  assertEquals([again?.state, again?.response_status, again?.response_body], [
    "finished",
    201,
    { n: "quick" },
  ]);
});

Deno.test("another request under a key is a mismatch, running or finished; another caller is not", async () => {
  const [first] = await begin("mismatch");
  const other = { request_hash: "b".repeat(64) };
  assertEquals((await begin("mismatch", other))[0]?.state, "mismatch");
  await finish("mismatch", first?.lease_id ?? "", {});
  assertEquals((await begin("mismatch", other))[0]?.state, "mismatch");
  assertEquals((await begin("mismatch", { ...other, caller: "bola" }))[0]?.state, "started");
});

Deno.test("a released key is free, and a race for it has one winner again", async () => {
  const [first] = await begin("released");
  await rpc("release_idempotent_request", identity("released", first?.lease_id ?? ""));
  const begun = await parallel(20, () => begin("released"));
  assertEquals(tally(begun.map((row) => row.state)), { started: 1, in_progress: 19 });
});

Deno.test("fifty parallel identical calls do the work once and all get its answer", async () => {
  let worked = 0;
  const answers = await Promise.all(
    Array.from(
      { length: 50 },
      () =>
        once(service, { ...request("once"), payload: { amount: 1 } }, async () => {
          worked += 1;
          await new Promise((resolve) => setTimeout(resolve, 100));
          return { status: 201, body: { payment: "p1" } };
        }, { patienceMs: 20_000 }),
    ),
  );
  assertEquals(worked, 1);
  assertEquals(tally(answers.map((answer) => JSON.stringify(answer.body))), {
    '{"payment":"p1"}': 50,
  });
  assertEquals(answers.filter((answer) => answer.replayed).length, 49);
});

Deno.test("a bucket never grants more than its capacity to parallel calls", async () => {
  const taken = await parallel(60, () => take({ bucket: "burst", refill_per_second: 0.0001 }));
  assertEquals(tally(taken.map((row) => row.allowed)), { true: 10, false: 50 });
  assert(taken.every((row) => row.remaining >= 0 && row.remaining < 10));
  assert(taken.every((row) => row.allowed === (row.retry_after_seconds === 0)));
});

Deno.test("over time a bucket grants its capacity and what was refilled, and no more", async () => {
  const rate = 20;
  const started = performance.now();
  let granted = 0;
  for (let round = 0; round < 12; round++) {
    const taken = await parallel(10, () => take({ bucket: "refill", refill_per_second: rate }));
    granted += taken.filter((row) => row.allowed).length;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const most = 10 + rate * (performance.now() - started) / 1000;
  assert(granted <= Math.floor(most), `${granted} granted of ${most}`);
  assert(granted > 10, "Nothing was refilled");
});

Deno.test("a dearer call takes more, and waits until all of it is there", async () => {
  const dear = { bucket: "dear", capacity: 3, refill_per_second: 0.5, cost: 2 };
  assertEquals((await take(dear))[0], { allowed: true, remaining: 1, retry_after_seconds: 0 });
  const [refused] = await take(dear);
  assertEquals([refused?.allowed, refused?.remaining, refused?.retry_after_seconds], [false, 1, 2]);
  await database.query(
    "update private.rate_limits set updated_at = now() - interval '2 seconds' where bucket = 'dear'",
  );
  assertEquals((await take(dear))[0]?.allowed, true);
});

Deno.test("a clock that was set back refills nothing", async () => {
  const one = { bucket: "clock", capacity: 1, refill_per_second: 1000 };
  await take(one);
  await database.query(
    "update private.rate_limits set updated_at = now() + interval '1 hour' where bucket = 'clock'",
  );
  assertEquals(tally((await parallel(5, () => take(one))).map((row) => row.allowed)), { false: 5 });
});

interface Entered {
  decision: string;
  retry_after_s: number;
  round: number | null;
}
const enter = (name: string) => rpc<Entered>("check_circuit", { name });
const report = (name: string, good: number, bad: number, probe_round: number | null = null) =>
  rpc<{ report_circuit: string }>("report_circuit", {
    name,
    new_successes: good,
    new_failures: bad,
    probe_round,
  }).then(([row]) => row?.report_circuit);
const endCooldown = (name: string) =>
  database.query(
    "update private.circuit_breakers set opened_at = now() - interval '31 seconds' where name = $1",
    [name],
  );

Deno.test("a circuit opens by the rate of failures, once there were enough calls", async () => {
  assertEquals(await report("rate", 0, 9), "closed");
  assertEquals(await report("rate", 12, 0), "closed");
  assertEquals(await report("rate", 0, 2), "closed");
  assertEquals(await report("rate", 0, 1), "open");
  const [refused] = await enter("rate");
  assertEquals(refused?.decision, "refuse");
  assert((refused?.retry_after_s ?? 0) > 25 && (refused?.retry_after_s ?? 0) <= 30);
});

Deno.test("the window slides: failures fade with time instead of vanishing at once", async () => {
  const age = (seconds: number) =>
    database.query(
      "update private.circuit_breakers set window_started_at = clock_timestamp() - make_interval(secs => $1) where name = 'slide'",
      [seconds],
    );
  await report("slide", 0, 9);
  await age(61);
  assertEquals(await report("slide", 0, 2), "open");

  await database.query("delete from private.circuit_breakers where name = 'slide'");
  await report("slide", 0, 9);
  await age(110);
  assertEquals(await report("slide", 0, 2), "closed");
  await age(130);
  assertEquals(await report("slide", 0, 9), "closed");
});

Deno.test("a half-open circuit lets exactly three probes through, whoever asks", async () => {
  await report("probes", 0, 10);
  await endCooldown("probes");
  const entered = await parallel(50, () => enter("probes"));
  assertEquals(tally(entered.map((row) => row.decision)), { probe: 3, refuse: 47 });
  const rounds = entered.flatMap((row) => row.decision === "probe" ? [row.round] : []);
  assertEquals(tally(rounds), { 1: 3 });
  assertEquals(await report("probes", 1, 0, 1), "half_open");
  assertEquals((await enter("probes"))[0]?.decision, "refuse");
  assertEquals(await report("probes", 1, 0, 1), "closed");
  assertEquals((await enter("probes"))[0]?.decision, "call");
});

Deno.test("a bad probe opens the circuit again, and results of the old round no longer count", async () => {
  await report("again", 0, 10);
  await endCooldown("again");
  await parallel(3, () => enter("again"));
  assertEquals(await report("again", 0, 1, 1), "open");
  assertEquals(await report("again", 2, 0, 1), "open");
  await endCooldown("again");
  assertEquals((await enter("again"))[0], { decision: "probe", retry_after_s: 0, round: 2 });
  assertEquals(await report("again", 2, 0, 1), "half_open");
  assertEquals(await report("again", 0, 1, null), "half_open");
});

Deno.test("probes that never report are followed by a new round of three", async () => {
  await report("lost", 0, 10);
  await endCooldown("lost");
  await parallel(3, () => enter("lost"));
  await database.query(
    "update private.circuit_breakers set round_started_at = now() - interval '31 seconds' where name = 'lost'",
  );
  const entered = await parallel(30, () => enter("lost"));
  assertEquals(tally(entered.map((row) => row.decision)), { probe: 3, refuse: 27 });
});

Deno.test("failures counted by parallel isolates all count", async () => {
  await report("count", 100, 0);
  await parallel(40, () => report("count", 0, 1).then((state) => [state]));
  const [row] = await database.query<{ failures: number; successes: number }>(
    "select failures, successes from private.circuit_breakers where name = 'count'",
  );
  assertEquals(row, { failures: 40, successes: 100 });
});

Deno.test("isolates share a circuit: what one sees fail, another no longer calls", async () => {
  const here = createCircuit(service, "shared.test");
  const there = createCircuit(service, "shared.test");
  for (let n = 0; n < 10; n++) await (await here.enter()).report(false);
  const problem = await assertRejects(() => there.enter(), Problem);
  assertEquals(problem.code, "upstream.circuit_open");
});

Deno.test("neither a visitor nor a signed-in person can call the service functions or read their tables", async () => {
  const user = { user: "018f5d2a-1111-7abc-8def-123456789012" };
  const functions = await database.query<{ call: string }>(`
    select format('select service.%I(%s)', proname,
      (select string_agg('null::' || format_type(t, null), ', ') from unnest(proargtypes) as t)) as call
    from pg_proc
    where pronamespace = 'service'::regnamespace
      and proname ~ '(idempotent_request|rate_limit_token|circuit)$'`);
  assertEquals(functions.length, 6);
  for (const actor of ["visitor", user] as const) {
    for (const { call } of functions) {
      assertEquals((await refusal(as(database, actor, call))).code, "42501", call);
    }
  }
  const tables = ["idempotency_keys", "rate_limits", "circuit_breakers"];
  for (const actor of ["visitor", user, "service"] as const) {
    for (const table of tables) {
      const refused = await refusal(as(database, actor, `select from private.${table}`));
      assertEquals(refused.code, "42501", table);
    }
  }
});

interface Taken {
  allowed: boolean;
  remaining: number;
  retry_after_seconds: number;
}
function take(change: Record<string, unknown>) {
  return rpc<Taken>("take_rate_limit_token", { capacity: 10, refill_per_second: 1, ...change });
}

/** The kernel's way to the database, over this one. */
const service: ServiceDatabase = {
  async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
    const rows = await rpc<Record<string, unknown>>(name, { ...parameters });
    const scalar = rows.length === 1 && Object.keys(rows[0] ?? {}).join() === name;
    return (scalar ? rows[0]?.[name] : rows) as Result;
  },
};
