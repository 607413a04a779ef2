import { assertEquals, assertRejects } from "@std/assert";
import { createCircuit } from "./circuit.ts";
import { Problem } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** A database that answers by script and remembers what it was asked. */
function scripted(answers: Record<string, () => unknown>) {
  const asked: [string, Record<string, unknown>][] = [];
  const database: ServiceDatabase = {
    call: <Result>(name: string, parameters: Readonly<Record<string, unknown>>) => {
      asked.push([name, { ...parameters }]);
      try {
        return Promise.resolve(answers[name]?.() as Result);
      } catch (error) {
        return Promise.reject(error);
      }
    },
  };
  return { database, asked, names: () => asked.map(([name]) => name) };
}
const decide = (decision: string, seconds = 0, round: number | null = null) => () => [
  { decision, "retry_after_s": seconds, round },
];

Deno.test("a closed circuit is asked at most every two seconds and sends its successes along", async () => {
  let now = 0;
  const { database, asked, names } = scripted({
    check_circuit: decide("call"),
    report_circuit: () => "closed",
  });
  const circuit = createCircuit(database, "api.test", { clock: { now: () => now } });
  for (let n = 0; n < 50; n++) await (await circuit.enter()).report(true);
  assertEquals(names(), ["check_circuit"]);
  now = 2001;
  await circuit.enter();
  assertEquals(names(), ["check_circuit", "check_circuit", "report_circuit"]);
  assertEquals(asked[2]?.[1].new_successes, 50);
  assertEquals(asked[2]?.[1].new_failures, 0);
});

Deno.test("a failure is reported at once with the successes before it", async () => {
  const { database, asked } = scripted({
    check_circuit: decide("call"),
    report_circuit: () => "closed",
  });
  const circuit = createCircuit(database, "api.test");
  await (await circuit.enter()).report(true);
  await (await circuit.enter()).report(false);
  const { new_successes: successes, new_failures: failures } = asked[1]?.[1] ?? {};
  assertEquals([successes, failures], [1, 1]);
});

Deno.test("a failure that opens the circuit is believed by the next call", async () => {
  let decision = decide("call");
  const { database } = scripted({
    check_circuit: () => decision(),
    report_circuit: () => "open",
  });
  const circuit = createCircuit(database, "api.test");
  const pass = await circuit.enter();
  decision = decide("refuse", 30);
  await pass.report(false);
  const problem = await assertRejects(() => circuit.enter(), Problem);
  assertEquals([problem.code, problem.status, problem.retryAfterSeconds], [
    "upstream.circuit_open",
    503,
    30,
  ]);
});

Deno.test("a refusal is believed for two seconds, with the seconds that are left", async () => {
  let now = 0;
  const { database, names } = scripted({ check_circuit: decide("refuse", 10) });
  const circuit = createCircuit(database, "api.test", { clock: { now: () => now } });
  await assertRejects(() => circuit.enter(), Problem);
  now = 1500;
  const problem = await assertRejects(() => circuit.enter(), Problem);
  assertEquals([problem.retryAfterSeconds, names().length], [9, 1]);
  now = 2100;
  await assertRejects(() => circuit.enter(), Problem);
  assertEquals(names().length, 2);
});

Deno.test("each probe is asked for, and reports its own round", async () => {
  let round = 6;
  const { database, asked } = scripted({
    check_circuit: () => decide("probe", 0, ++round)(),
    report_circuit: () => "half_open",
  });
  const circuit = createCircuit(database, "api.test");
  const first = await circuit.enter();
  const second = await circuit.enter();
  await second.report(false);
  await first.report(true);
  assertEquals(
    asked.slice(2).map(([, p]) => [p.probe_round, p.new_successes, p.new_failures]),
    [[8, 0, 1], [7, 1, 0]],
  );
});

Deno.test("a database that does not answer never keeps us from the provider", async () => {
  const { database } = scripted({
    check_circuit: () => {
      throw Problem.of("database.busy");
    },
    report_circuit: () => {
      throw Problem.of("database.busy");
    },
  });
  const circuit = createCircuit(database, "api.test");
  await (await circuit.enter()).report(false);
  await (await circuit.enter()).report(true);
});
