import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { TransferNotSent, UnknownAccount } from "../transfer_provider.ts";
import { createFlutterwaveTransfers } from "./transfers.ts";

type Answer = [status: number, json: unknown] | Error;

function flutterwave(answer: (call: ProviderCall) => Answer) {
  const calls: ProviderCall[] = [];
  const transfers = createFlutterwaveTransfers({
    base: "http://sandbox.example/v3/",
    headers: {},
    environment: "test",
    http: (call) => {
      calls.push(call);
      const given = answer(call);
      return given instanceof Error
        ? Promise.reject(given)
        : Promise.resolve({ status: given[0], json: given[1], headers: new Headers() });
    },
  });
  return { transfers, calls };
}
const reference = "est-0190a6f0-0000-7000-8000-000000000001";
const request = {
  reference,
  amountKobo: 150_050,
  bankCode: "044",
  accountNumber: "0690000040",
  accountName: "ALEXIS",
  note: "Rent",
};
const row = (status: string, more = {}) => ({
  id: 9,
  reference,
  amount: 1500.5,
  fee: 26.875,
  status,
  ...more,
});
const one = (status: string, more = {}): Answer => [
  200,
  { status: "success", data: row(status, more) },
];
const list = (rows: unknown[], pages = 1): Answer => [
  200,
  { status: "success", data: rows, meta: { page_info: { total_pages: pages } } },
];
const refusal = (status: number, message: string): Answer => [
  status,
  { status: "error", message, data: null },
];

Deno.test("a transfer is sent in naira and told in kobo", async () => {
  const { transfers, calls } = flutterwave(() => one("NEW"));
  const sent = await transfers.sendTransfer(request);
  assertEquals([sent.state, sent.amountKobo, sent.feeKobo, sent.providerTransferId], [
    "pending",
    150_050,
    2_688,
    "9",
  ]);
  assertEquals(calls[0]?.body, {
    account_bank: "044",
    account_number: "0690000040",
    amount: 1500.5,
    currency: "NGN",
    debit_currency: "NGN",
    narration: "Rent",
    reference,
  });
});

Deno.test("it is found by its number if it is ours, else by the reference on any page", async () => {
  const asked = flutterwave((call) =>
    call.url.pathname.endsWith("/transfers/9")
      ? one("SUCCESSFUL", { reference: "somebody-elses" })
      : call.url.searchParams.get("page") === "2"
      ? list([row("FAILED", { complete_message: "DISBURSE FAILED" })], 2)
      : list([row("SUCCESSFUL", { reference: "another" })], 2)
  );
  const found = await asked.transfers.findTransfer(reference, "9");
  assertEquals([found?.state, found?.reason, asked.calls.length], ["failed", "DISBURSE FAILED", 3]);
  const ours = flutterwave(() => one("SUCCESSFUL"));
  assertEquals((await ours.transfers.findTransfer(reference, "9"))?.state, "paid");
  const none = flutterwave(() => list([]));
  assertEquals(await none.transfers.findTransfer(reference), undefined);
  // Not on the pages that we read is no answer where there are more.
  const many = flutterwave(() => list([row("NEW", { reference: "another" })], 500));
  await assertRejects(() => many.transfers.findTransfer(reference), ProviderUnavailable);
  const held = flutterwave(() => one("NEW", { requires_approval: 1, is_approved: 0 }));
  assertEquals((await held.transfers.findTransfer(reference, "9"))?.state, "needs_person");
});

Deno.test("what surely was not sent is told from what nobody knows", async () => {
  const send = (answer: Answer, found: Answer = list([])) =>
    flutterwave((call) => call.method === "POST" ? answer : found).transfers.sendTransfer(request);
  const kindOf = async (answer: Answer) =>
    (await assertRejects(() => send(answer), TransferNotSent)).kind;
  assertEquals(await kindOf(refusal(400, "Insufficient funds in wallet")), "insufficient");
  assertEquals(await kindOf(refusal(400, "account_bank is invalid")), "refused");
  assertEquals(await kindOf(refusal(401, "Invalid authorization key")), "not_sent");
  assertEquals(await kindOf(new ProviderUnavailable("too many", false)), "not_sent");
  await assertRejects(() => send([200, {}]), ProviderUnavailable);
  await assertRejects(() => send(new ProviderUnavailable("no answer", true)), ProviderUnavailable);
  const known = await send(
    refusal(400, "Transfer with this reference already exists"),
    list([row("SUCCESSFUL")]),
  );
  assertEquals(known.state, "paid");
});

Deno.test("banks and names", async () => {
  const { transfers } = flutterwave((call) =>
    call.url.pathname.endsWith("/banks/NG")
      ? [200, { status: "success", data: [{ id: 1, code: "044", name: "Access Bank" }] }]
      : [200, { status: "success", data: { account_number: "x", account_name: "Alexis" } }]
  );
  assertEquals(await transfers.listBanks(), [{ code: "044", name: "Access Bank" }]);
  assertEquals(await transfers.resolveAccount(request), { accountName: "Alexis" });
  const unknown = flutterwave(() => refusal(400, "that account number is invalid"));
  await assertRejects(() => unknown.transfers.resolveAccount(request), UnknownAccount);
  // We are refused, and nothing is said of the account.
  for (const status of [401, 403]) {
    const barred = flutterwave(() => refusal(status, "Invalid authorization key"));
    await assertRejects(() => barred.transfers.resolveAccount(request), ProviderUnavailable);
  }
});
