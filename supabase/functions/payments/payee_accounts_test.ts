import { assert, assertEquals, assertFalse } from "@std/assert";
import { createAccountNumbers } from "../_shared/account_numbers.ts";
import { createSealer } from "../_shared/sealed.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { createLog } from "../_shared/log.ts";
import { type TransferProvider, UnknownAccount } from "../_shared/transfer_provider.ts";
import { createApp } from "./app.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";
const number = "9081726354";
const unused = () => Promise.reject(new Error("not here"));
const account = {
  id: "0190a6f0-0000-7000-8000-000000000002",
  org_id: org,
  provider: "paystack",
  bank_code: "057",
  bank_name: "Zenith Bank",
  last_four: "6354",
  account_name: "ADA OBI",
  name_check: "not_checked",
  takes_transfers: false,
  status: "proposed",
  is_sole: false,
  payable_from: null,
  created_at: "2026-11-27T00:00:00Z",
};

function payments(does: Partial<TransferProvider> = {}, withKeys = true) {
  const lines: string[] = [];
  const database = fakeDatabase({
    ...fakeReliability(),
    add_payee_account: () => account,
    prepare_payee_account: () => [
      { whose: "owner", person_id: "u1", name: "Ada Obi" },
      { whose: "organization", person_id: null, name: "Zenithview Properties Ltd" },
    ],
    require_assurance: () => null,
  });
  const transfers: TransferProvider = {
    listBanks: () => Promise.resolve([{ code: "057", name: "Zenith Bank" }]),
    resolveAccount: () => Promise.resolve({ accountName: "  ADA   OBI " }),
    sendTransfer: unused,
    findTransfer: unused,
    ...does,
  };
  const app = createApp({
    database,
    verifyToken: () => Promise.resolve({ userId: "u1", email: "a@example.ng", assurance: "aal1" }),
    providers: { paystack: fakeProvider({ transfers }), flutterwave: fakeProvider() },
    accountNumbers: withKeys
      ? createAccountNumbers(
        createSealer([{ id: "k", bytes: new Uint8Array(32).fill(7) }]),
        "a-key-of-thirty-two-characters-or-more",
      )
      : undefined,
    appUrl: "https://app.example",
    log: createLog((line) => lines.push(line)),
  });
  const post = async (changes: Record<string, unknown> = {}, key = "key-0123456789abcdef") => {
    const response = await app.request("/payments/payee-accounts", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: "Bearer good",
        "idempotency-key": key,
      },
      body: JSON.stringify({
        org_id: org,
        provider: "paystack",
        bank_code: "057",
        account_number: number,
        ...changes,
      }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { post, database, lines, app };
}

Deno.test("an account is added under the bank's name, its number sealed and nowhere in clear", async () => {
  const it = payments();
  const made = await it.post();
  assertEquals([made.status, made.body], [201, account]);
  const added = it.database.calls.find((call) => call.name === "add_payee_account")?.parameters;
  assertEquals([
    added?.bank_name,
    added?.account_name,
    added?.last_four,
    String(added?.sealed).slice(0, 2),
  ], [
    "Zenith Bank",
    "ADA OBI",
    "6354",
    "k.",
  ]);
  assertFalse(JSON.stringify(it.database.calls).includes(number), "nor in what the database gets");
  assertFalse(it.lines.join().includes(number), "nor in the log");
  const order = it.database.calls.map((call) => call.name);
  assert(order.indexOf("prepare_payee_account") < order.indexOf("add_payee_account"));
});

Deno.test("the hash of a request is not one by which a number is found", async () => {
  const it = payments();
  await it.post();
  const begun = it.database.calls.find((call) => call.name === "begin_idempotent_request");
  assert(/^[0-9a-f]{64}$/.test(String(begun?.parameters.request_hash)));
  // Another number under the same key is another request.
  assertEquals(
    (await it.post({ account_number: "9081726355" })).body.code,
    "idempotency.payload_mismatch",
  );
  assertEquals((await it.post()).status, 201);
});

Deno.test("what cannot be an account is refused, and a number that is refused is not repeated", async () => {
  for (const account_number of ["123", "01234567890", "abcdefghij", 123]) {
    const refused = await payments().post({ account_number });
    assertEquals([refused.status, refused.body.code], [422, "request.invalid"]);
    assertFalse(JSON.stringify(refused.body).includes("01234567890"));
  }
  const unknown = await payments({
    resolveAccount: () => Promise.reject(new UnknownAccount("no")),
  }).post();
  assertEquals([unknown.status, unknown.body.code, unknown.body.errors[0].pointer], [
    422,
    "payee_account.unresolved",
    "/account_number",
  ]);
  assertFalse(JSON.stringify(unknown.body).includes(number));
  const bank = await payments().post({ bank_code: "999" });
  assertEquals([bank.body.code, bank.body.errors[0].pointer], [
    "payee_account.unresolved",
    "/bank_code",
  ]);
  const off = await payments().post({ provider: "flutterwave" });
  assertEquals([off.status, off.body.code], [400, "payment.provider_off"]);
  const keyless = await payments({}, false).post();
  assertEquals([keyless.status, keyless.body.code], [400, "payee_account.off"]);
});

Deno.test("the banks of a provider", async () => {
  const { app } = payments();
  const get = async (provider: string) =>
    await (await app.request(`/payments/banks?provider=${provider}`, {
      headers: { authorization: "Bearer good" },
    })).json();
  assertEquals(await get("paystack"), { banks: [{ code: "057", name: "Zenith Bank" }] });
  assertEquals((await get("flutterwave")).code, "payment.provider_off");
});

Deno.test("the bank's name is compared with each that the database names, and the number is the same everywhere", async () => {
  const it = payments();
  await it.post();
  await it.post({ org_id: "0190a6f0-0000-7000-8000-000000000009" }, "key-0123456789abcdeg");
  const [one, other] = it.database.calls.filter((call) => call.name === "add_payee_account")
    .map((call) => call.parameters);
  assertEquals(one?.name_matches, [
    { whose: "owner", person_id: "u1", score: 100, reasons: ["same", "same"] },
    { whose: "organization", person_id: null, score: 0, reasons: ["nothing_in_common"] },
  ]);
  assertEquals(one?.shared_hash, other?.shared_hash);
  assert(one?.number_hash !== other?.number_hash);
});
