import { assertEquals } from "@std/assert";
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
  // Without a key for digests nothing is taken.
  assertEquals(
    await identityChecks.run(
      { ...deps, identityNumbers: undefined },
      silentLog,
    ),
    0,
  );
});
