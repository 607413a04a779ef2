import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { DuplicateReference, ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { createFlutterwave } from "./adapter.ts";

function flutterwave(status: number, json: unknown, secretKey = "FLWSECK_TEST-x-X") {
  const calls: ProviderCall[] = [];
  const provider = createFlutterwave({
    baseUrl: "http://sandbox.example/v3",
    secretKey,
    admits: () => Promise.resolve(true),
    http: (call) => {
      calls.push(call);
      return Promise.resolve({ status, json, headers: new Headers() });
    },
  });
  return { provider, calls };
}
const error = (message: string) => ({ status: "error", message, data: null });
const checkout = {
  reference: "EST-1",
  amountKobo: 150_050,
  currency: "NGN" as const,
  payerEmail: "a@example.ng",
  returnUrl: "http://app.example/x",
};
const data = {
  id: 288200108,
  tx_ref: "EST-1",
  flw_ref: "FLW-MOCK-1",
  amount: 1500.5,
  currency: "NGN",
  charged_amount: 1500.5,
  app_fee: 21.007,
  status: "successful",
  payment_type: "card",
  processor_response: "Approved",
  created_at: "2026-01-01T00:00:00.000Z",
};

Deno.test("openCheckout() sends naira under our reference and returns the address", async () => {
  const { provider, calls } = flutterwave(200, {
    status: "success",
    message: "Hosted Link",
    data: { link: "http://checkout.example/x" },
  });
  assertEquals(await provider.openCheckout(checkout), { checkoutUrl: "http://checkout.example/x" });
  assertEquals(calls[0]?.url.href, "http://sandbox.example/v3/payments");
  assertEquals(calls[0]?.body, {
    tx_ref: "EST-1",
    amount: 1500.5,
    currency: "NGN",
    customer: { email: "a@example.ng" },
    configurations: { session_duration: 1440 },
    redirect_url: "http://app.example/x",
  });
});

Deno.test("openCheckout() tells a used reference from a refusal", async () => {
  const used = flutterwave(400, error("A transaction with this tx_ref already exists"));
  await assertRejects(() => used.provider.openCheckout(checkout), DuplicateReference);
  const refused = flutterwave(401, error("Invalid authorization key"));
  await assertRejects(() => refused.provider.openCheckout(checkout), ProviderRefusal, "Invalid");
  // The status of HTTP alone does not make it a success.
  const odd = flutterwave(200, error("amount is required"));
  await assertRejects(() => odd.provider.openCheckout(checkout), ProviderRefusal, "amount");
});

Deno.test("findPayment() reads success in kobo, failure, waiting and absence", async () => {
  const find = (status: number, json: unknown) =>
    flutterwave(status, json).provider.findPayment("EST-1");
  assertEquals(await find(200, { status: "success", data }), {
    state: "succeeded",
    reference: "EST-1",
    providerTransactionId: "288200108",
    amountKobo: 150_050,
    currency: "NGN",
    feesKobo: 2101,
    channel: "card",
    paidAt: "2026-01-01T00:00:00.000Z",
    environment: "test",
  });
  const withStatus = (status: string) => ({ status: "success", data: { ...data, status } });
  assertEquals(await find(200, withStatus("failed")), { state: "failed", reason: "Approved" });
  assertEquals(await find(200, withStatus("pending")), { state: "pending", begun: true });
  for (const status of [200, 400, 404]) {
    assertEquals(await find(status, error("No transaction was found for this id")), {
      state: "unknown",
    });
  }
});

Deno.test("findPayment() asks by our reference or by a transaction, and believes only our reference", async () => {
  const { provider, calls } = flutterwave(200, { status: "success", data });
  await provider.findPayment("EST-1");
  await provider.findPayment("EST-1", "288200108");
  await assertRejects(() => provider.findPayment("EST-2", "288200108"), ProviderUnavailable);
  await assertRejects(() => provider.findPayment("EST 2&x=1"), ProviderUnavailable);
  await assertRejects(() => provider.findPayment("EST-2", "../payments?x=1"), ProviderUnavailable);
  assertEquals(calls.map((it) => it.url.href.replace("http://sandbox.example/v3/", "")), [
    "transactions/verify_by_reference?tx_ref=EST-1",
    "transactions/288200108/verify",
    "transactions/288200108/verify",
    "transactions/verify_by_reference?tx_ref=EST+2%26x%3D1",
    "transactions/..%2Fpayments%3Fx%3D1/verify",
  ]);
});

Deno.test("an amount with a part of a kobo, or a time that is none, is not understood", async () => {
  for (const odd of [{ amount: 1500.505 }, { amount: 1e21 }, { created_at: "yesterday" }]) {
    const { provider } = flutterwave(200, { status: "success", data: { ...data, ...odd } });
    await assertRejects(() => provider.findPayment("EST-1"), ProviderUnavailable);
  }
});

Deno.test("a mock transaction is never live, whatever the key is", async () => {
  const live = "FLWSECK-x-X";
  const environment = async (flw_ref: string | null, key?: string) => {
    const { provider } = flutterwave(200, { status: "success", data: { ...data, flw_ref } }, key);
    const found = await provider.findPayment("EST-1");
    return [provider.environment, found.state === "succeeded" ? found.environment : undefined];
  };
  assertEquals(await environment("FLW-MOCK-1", live), ["live", "test"]);
  assertEquals(await environment("FLW-1", live), ["live", "live"]);
  assertEquals(await environment(null), ["test", "test"]);
});

Deno.test("listPaid() asks for a day by page", async () => {
  const answer = (current_page: number) => ({
    status: "success",
    data: [{ ...data, id: "288200108" }, { ...data, status: "failed" }],
    meta: { page_info: { total: 44, current_page, total_pages: 5 } },
  });
  const { provider, calls } = flutterwave(200, answer(1));
  const page = await provider.listPaid("2026-11-25");
  assertEquals([page.transactions.length, page.next], [1, "2"]);
  assertEquals(Object.fromEntries(calls[0]?.url.searchParams ?? []), {
    from: "2026-11-25",
    to: "2026-11-25",
    status: "successful",
    page: "1",
  });
  assertEquals(
    (await flutterwave(200, answer(5)).provider.listPaid("2026-11-25", "5")).next,
    undefined,
  );
});

Deno.test("refund() sends naira and reads kobo", async () => {
  const refund = (status: string) =>
    flutterwave(200, { status: "success", data: { id: 75923, amount_refunded: 1500.5, status } });
  const request = { providerTransactionId: "42", amountKobo: 150_050, reason: "Paid twice" };
  const { provider, calls } = refund("completed");
  assertEquals(await provider.refund(request), {
    providerRefundId: "75923",
    amountKobo: 150_050,
    state: "done",
  });
  assertEquals(calls[0]?.url.pathname, "/v3/transactions/42/refund");
  assertEquals(calls[0]?.body, { amount: 1500.5, comments: "Paid twice" });
  assertEquals((await refund("completed-bank-transfer").provider.refund(request)).state, "done");
  assertEquals((await refund("processing").provider.refund(request)).state, "pending");
  assertEquals((await refund("failed").provider.refund(request)).state, "failed");
  const refused = flutterwave(400, error("Refund amount cannot be more"));
  await assertRejects(() => refused.provider.refund(request), ProviderRefusal, "cannot be more");
});

Deno.test("refund() that was taken but cannot be read is no refusal, nor is a refused key", async () => {
  const request = { providerTransactionId: "42", amountKobo: 150_050, reason: "Paid twice" };
  const data = { id: 75923, amount_refunded: 1500.5, status: "completed" };
  const made = flutterwave(201, { status: "success", data });
  assertEquals((await made.provider.refund(request)).providerRefundId, "75923");
  for (
    const [status, outcomeUnknown] of [[200, true], [201, true], [401, false], [
      403,
      false,
    ]] as const
  ) {
    const { provider } = flutterwave(status, error("Refund queued"));
    const failed = await assertRejects(() => provider.refund(request), ProviderUnavailable);
    assertEquals(failed.outcomeUnknown, outcomeUnknown, String(status));
  }
});

Deno.test("listRefunds() finds those of the transaction among all, and proves nothing", async () => {
  const { provider } = flutterwave(200, {
    status: "success",
    data: [
      { id: 1, tx_id: 42, amount_refunded: 5.5, status: "completed-mpgs" },
      { id: 2, tx_id: 43, amount_refunded: 1, status: "completed" },
      { id: 3, tx_id: 42, amount_refunded: 1, status: "processing" },
    ],
    meta: { page_info: { total_pages: 1 } },
  });
  assertEquals(await provider.listRefunds("42"), {
    provesAbsence: false,
    refunds: [
      { providerRefundId: "1", amountKobo: 550, state: "done" },
      { providerRefundId: "3", amountKobo: 100, state: "pending" },
    ],
  });
  await assertRejects(
    () => flutterwave(200, error("No")).provider.listRefunds("42"),
    ProviderUnavailable,
  );
});

Deno.test("listRefunds() looks up by their numbers those that its pages do not reach", async () => {
  const row = (id: number, tx_id: number, status = "completed") => ({
    id,
    tx_id,
    amount_refunded: 1,
    status,
  });
  const pages = (json: unknown) => {
    const asked: string[] = [];
    const provider = createFlutterwave({
      baseUrl: "http://sandbox.example/v3",
      secretKey: "FLWSECK_TEST-x-X",
      admits: () => Promise.resolve(true),
      http: ({ url }) => {
        asked.push(url.pathname);
        const page = Number(url.searchParams.get("page"));
        const list = {
          status: "success",
          data: page === 1 ? [row(70, 42, "processing")] : [row(page, 43)],
          meta: { page_info: { total_pages: 40 } },
        };
        const status = url.pathname === "/v3/refunds" || json !== undefined ? 200 : 404;
        return Promise.resolve({
          status,
          json: url.pathname === "/v3/refunds" ? list : json,
          headers: new Headers(),
        });
      },
    });
    return { provider, asked };
  };
  const listed = { providerRefundId: "70", amountKobo: 100, state: "pending" as const };
  const { provider, asked } = pages({ status: "success", data: row(7, 42) });
  assertEquals(await provider.listRefunds("42", ["70", "7"]), {
    provesAbsence: false,
    refunds: [listed, { providerRefundId: "7", amountKobo: 100, state: "done" }],
  });
  assertEquals([asked.length, asked.at(-1)], [11, "/v3/refunds/7"]);
  // Of another transaction, of another number, unknown or unreadable: the list holds all the same.
  for (
    const json of [
      { status: "success", data: row(7, 43) },
      { status: "success", data: row(8, 42) },
      error("Refund not found"),
      "<html>",
      undefined,
    ]
  ) {
    assertEquals((await pages(json).provider.listRefunds("42", ["7"])).refunds, [listed]);
  }
});

Deno.test("a chargeback is a dispute, in kobo", async () => {
  const chargeback = {
    id: 9,
    transaction_id: 42,
    tx_ref: "EST-1",
    amount: 1500.5,
    status: "initiated",
    stage: "new",
    due_date: "2026-11-29T03:00:00.000Z",
  };
  const list = (status: string) =>
    flutterwave(200, { status: "success", data: [{ ...chargeback, status }] }).provider.disputes;
  assertEquals(await list("initiated").find("9"), {
    providerDisputeId: "9",
    providerTransactionId: "42",
    reference: "EST-1",
    amountKobo: 150_050,
    currency: "NGN",
    state: "open",
    category: "new",
    answerBy: "2026-11-29T03:00:00.000Z",
  });
  for (
    const [status, state] of [["declined", "answered"], ["won", "won"], ["accepted", "lost"], [
      "lost",
      "lost",
    ], ["a new word", "answered"]]
  ) {
    assertEquals(
      (await list(status as string).list("2026-11-01", "2026-11-30")).disputes[0]?.state,
      state,
    );
  }
  assertEquals(await list("won").find("10"), undefined);
  // One that cannot be read hides none of the others.
  const odd = [
    { ...chargeback, id: 1, amount: 0 },
    { ...chargeback, id: 2, amount: null },
    { ...chargeback, id: 3, status: 7 },
    { ...chargeback, id: undefined },
    chargeback,
  ];
  const some = flutterwave(200, { status: "success", data: odd }).provider.disputes;
  const page = await some.list("2026-11-01", "2026-11-30");
  assertEquals([page.disputes.map((it) => it.providerDisputeId), page.unread], [
    ["9"],
    ["1", "2", "3", "without a number"],
  ]);
  assertEquals((await some.find("9"))?.amountKobo, 150_050);
  await assertRejects(() => some.find("2"), ProviderUnavailable);
  const answer = {
    providerDisputeId: "9",
    answer: "contest" as const,
    note: "They live there",
    amountKobo: 1,
    payerEmail: undefined,
    payerName: undefined,
    serviceDetails: "Payment EST-1",
  };
  const { provider, calls } = flutterwave(200, { status: "success", data: {} });
  await provider.disputes.answer(answer);
  assertEquals([calls[0]?.url.pathname, calls[0]?.body], ["/v3/chargebacks/9", {
    action: "decline",
    comment: "Payment EST-1: They live there",
  }]);
  await flutterwave(400, error("Chargeback has already been declined")).provider.disputes.answer(
    answer,
  );
  await assertRejects(
    () => flutterwave(400, error("Not allowed")).provider.disputes.answer(answer),
    ProviderRefusal,
  );
  // Our key is refused, not the answer: it is sent again.
  await assertRejects(
    () => flutterwave(401, error("Invalid key")).provider.disputes.answer(answer),
    ProviderUnavailable,
  );
});

Deno.test("readBalance() reads naira of the ledger, and says so where it cannot", async () => {
  const row = (currency: string, ledger_balance: unknown) => ({
    currency,
    available_balance: 1,
    ledger_balance,
  });
  const answer = (...data: unknown[]) => ({ status: "success", message: "Wallet balances", data });
  const { provider, calls } = flutterwave(200, answer(row("USD", 7), row("NGN", 1500.5)));
  assertEquals(await provider.readBalance?.(), { heldKobo: 150_050 });
  assertEquals(calls[0]?.url.pathname, "/v3/balances");
  const owing = flutterwave(200, answer(row("NGN", -3.25)));
  assertEquals(await owing.provider.readBalance?.(), { heldKobo: -325 });
  for (
    const wrong of [answer(row("USD", 7)), answer(row("NGN", "much")), error("Down"), "<html>"]
  ) {
    await assertRejects(
      async () => await flutterwave(200, wrong).provider.readBalance?.(),
      ProviderUnavailable,
    );
  }
});
