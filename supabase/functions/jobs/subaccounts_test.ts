import { assert, assertEquals, assertFalse } from "@std/assert";
import { createAccountNumbers } from "../_shared/account_numbers.ts";
import { createLog } from "../_shared/log.ts";
import { ProviderRefusal } from "../_shared/payment_provider.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { createSealer } from "../_shared/sealed.ts";
import type { Subaccounts } from "../_shared/subaccounts.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { testKey as sealingKey } from "../_shared/testing/sealing_key.ts";
import { subaccounts } from "./work/subaccounts.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";
const number = "9081726354";
const numbers = createAccountNumbers(createSealer([sealingKey]), "h".repeat(32));
const sealed = await numbers.seal({ orgId: org, provider: "paystack", bankCode: "057" }, number);

/** Works off one step against a provider that does so; returns what was recorded and logged. */
async function workOff(action: string, does: Partial<Subaccounts>, changes = {}) {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  const due = {
    subaccount_id: "s1",
    action,
    provider: "paystack",
    key: "k1",
    code: "ACCT_1",
    org_id: org,
    payee_account_id: "p1",
    business_name: "Ada Homes",
    bank_code: "057",
    sealed,
    proves_from: "2026-01-01T00:00:00Z",
    ...changes,
  };
  let claimed = false;
  const database = fakeDatabase({
    claim_subaccounts: () => claimed ? [] : (claimed = true, [due]),
    record_subaccount: () => "done",
  });
  const unused = () => Promise.reject(new Error("not here"));
  const done = await subaccounts.run({
    database,
    accountNumbers: numbers,
    providers: {
      paystack: fakeProvider({
        subaccounts: { create: unused, find: unused, update: unused, close: unused, ...does },
      }),
    },
    files: fakeFiles().files,
    sealer: createSealer([sealingKey]),
    jobsSecret: "s".repeat(32),
    appUrl: "https://app.example",
    log,
  }, log);
  assertEquals(done, 1);
  const recorded = database.calls.find((it) => it.name === "record_subaccount")?.parameters;
  return { recorded, lines: lines.join("\n") };
}

Deno.test("a subaccount is made for the account's number, which nobody else sees", async () => {
  const asked: unknown[] = [];
  const { recorded, lines } = await workOff("create", {
    create(request) {
      asked.push(request);
      return Promise.resolve({ code: "ACCT_2", lastFour: "6354" });
    },
  });
  assertEquals(asked, [{
    key: "k1",
    businessName: "Ada Homes",
    email: "settlements@app.example",
    bankCode: "057",
    accountNumber: number,
  }]);
  assertEquals(recorded, {
    subaccount_id: "s1",
    payee_account_id: "p1",
    answer: "made",
    code: "ACCT_2",
    last_four: "6354",
  });
  assertFalse(lines.includes(number));
});

Deno.test("what came of a call nobody answered is not known; what never left us is", async () => {
  for (
    const [error, answer] of [
      [new ProviderUnavailable("no answer", true), "unknown"],
      [new ProviderUnavailable("no connection", false), "not_sent"],
      [new ProviderRefusal(`No account ${number}`), "refused"],
    ] as const
  ) {
    const { recorded, lines } = await workOff("create", { create: () => Promise.reject(error) });
    assertEquals(recorded?.["answer"], answer);
    assertFalse(`${JSON.stringify(recorded)}${lines}`.includes(number));
  }
});

Deno.test("one that is being made is looked for by our key, and a list proves what it can", async () => {
  const absent = (provesAbsence: boolean) => ({
    find: () => Promise.resolve({ found: undefined, provesAbsence }),
  });
  const found = await workOff("find", {
    find: (key) =>
      Promise.resolve({ found: { code: `ACCT_${key}`, lastFour: "6354" }, provesAbsence: false }),
  });
  assertEquals([found.recorded?.["answer"], found.recorded?.["code"]], ["made", "ACCT_k1"]);
  assertEquals((await workOff("find", absent(true))).recorded?.["answer"], "absent");
  assertEquals((await workOff("find", absent(false))).recorded?.["answer"], "unclear");
  const early = { proves_from: new Date(Date.now() + 60_000).toISOString() };
  assertEquals((await workOff("find", absent(true), early)).recorded?.["answer"], "waits");
});

Deno.test("it is pointed elsewhere, closed, or left as it is", async () => {
  const updated = await workOff("update", {
    update: (code) => Promise.resolve({ code, lastFour: "6354" }),
  });
  assertEquals([updated.recorded?.["answer"], updated.recorded?.["last_four"]], [
    "updated",
    "6354",
  ]);
  const closed = await workOff("close", { close: () => Promise.resolve("deleted") });
  assertEquals(closed.recorded?.["answer"], "deleted");
  assertEquals((await workOff("keep", {})).recorded?.["answer"], "as_is");
});

Deno.test("a number that cannot be opened is not sent, and a provider without the desk refuses", async () => {
  const broken = await workOff("create", {}, { sealed: "k1.bm90LW91cnM=.bm90LW91cnM=" });
  assertEquals(broken.recorded?.["answer"], "not_sent");
  const other = await workOff("create", {}, { provider: "flutterwave" });
  assertEquals(other.recorded?.["answer"], "refused");
  assert(String(other.recorded?.["reason"]).includes("flutterwave"));
});
