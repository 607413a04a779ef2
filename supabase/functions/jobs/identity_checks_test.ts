import { assertEquals } from "@std/assert";
import { askIdentities } from "../_shared/identity_checks.ts";
import { NoAnswer } from "../_shared/identity_provider.ts";
import { createIdentityNumbers } from "../_shared/identity_numbers.ts";
import { createSealer } from "../_shared/sealed.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { identityChecks } from "./work/identity_checks.ts";

const numbers = createIdentityNumbers(createSealer([testKey]), "k".repeat(32));

Deno.test("what waits is asked, each once; who is away, not set up or cannot be opened says so", async () => {
  const place = "place-1";
  const sealed = await numbers.seal("70123456789", place);
  const cases = [
    { provider: "dojah", sealed },
    { provider: "dojah", sealed },
    { provider: "prembly", sealed },
    { provider: "flutterwave", sealed },
    {
      provider: "dojah",
      sealed: await numbers.seal("70123456789", "another place"),
    },
  ].map((it, n) => ({
    attempt_id: `a${n}`,
    case_id: `c${n}`,
    kind: "nin",
    first_name: "Ada",
    last_name: "Okafor",
    bank_code: null,
    place,
    ...it,
  }));
  let next = 0;
  const database = fakeDatabase({
    claim_identity_check: () => next < cases.length ? [cases[next++]] : null,
  });
  let asked = 0;
  const deps = {
    database,
    files: fakeFiles().files,
    providers: { paystack: fakeProvider({}) },
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    sealer: createSealer([testKey]),
    log: silentLog,
    identityNumbers: numbers,
    identityProviders: {
      dojah: {
        kinds: ["nin" as const],
        admits: () => Promise.resolve(true),
        ask: () => {
          asked += 1;
          return Promise.resolve({ outcome: "not_found" as const });
        },
      },
      prembly: {
        kinds: ["nin" as const],
        admits: () => Promise.resolve(false),
        ask: () => Promise.reject(new NoAnswer(false, "wallet_empty")),
      },
    },
  };
  assertEquals(await identityChecks.run(deps, silentLog), 5);
  assertEquals(asked, 2);
  const told = database.calls.filter((it) => it.name.startsWith("record_identity"))
    .map((
      { parameters: p },
    ) => [p.attempt_id, p.outcome ?? p.error_class, p.is_unknown]);
  assertEquals(told.sort(), [
    ["a0", "not_found", undefined],
    ["a1", "not_found", undefined],
    ["a2", "wallet_empty", false],
    ["a3", "not_set_up", false],
    ["a4", "cannot_open", false],
  ]);
  // Only who lets calls through is offered.
  const offered = database.calls.filter((it) => it.name === "claim_identity_check");
  assertEquals(offered[0]?.parameters.ready, ["dojah"]);
  // After a silence the same worker asks for the next company of that case.
  assertEquals(
    offered.flatMap(({ parameters }) => parameters.only_case ?? []).sort(),
    ["c2", "c3", "c4"],
  );
  // Without a key for digests nothing is taken.
  assertEquals(
    await identityChecks.run(
      { ...deps, identityNumbers: undefined },
      silentLog,
    ),
    0,
  );
});

Deno.test("an account of somebody whose identity is verified is compared with that name too", async () => {
  const cases = ["Ada Okafor", "Chidi Eze", null].map((verified_name, n) => ({
    attempt_id: `a${n}`,
    case_id: `c${n}`,
    kind: "bank_account",
    provider: "paystack",
    first_name: "Chidi",
    last_name: "Eze",
    bank_code: "058",
    place: "place-1",
    verified_name,
  }));
  const sealed = await numbers.seal("0123456789", "place-1");
  let next = 0;
  const database = fakeDatabase({
    claim_identity_check: () => next < cases.length ? [{ ...cases[next++], sealed }] : null,
    record_identity_answer: () => null,
  });
  const deps = {
    database,
    identityNumbers: numbers,
    identityProviders: {
      paystack: {
        kinds: ["bank_account" as const],
        admits: () => Promise.resolve(true),
        ask: () => Promise.resolve({ outcome: "found" as const, officialName: "EZE CHIDI" }),
      },
    },
  };
  assertEquals(await askIdentities(deps, { until: Infinity }, silentLog), 3);
  const told = database.calls.filter((it) => it.name === "record_identity_answer")
    .map(({ parameters: p }) => [
      Number(p.score) >= 85,
      p.verified_score === null ? null : Number(p.verified_score) >= 60,
      JSON.stringify(p.reasons).includes("verified_name_differs"),
    ]);
  assertEquals(told, [[true, false, true], [true, true, false], [true, null, false]]);
});
