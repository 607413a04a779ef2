import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { DuplicateReference, ProviderRefusal } from "../payment_provider.ts";
import { createPaystack } from "./adapter.ts";

function paystack(status: number, json: unknown) {
  const calls: ProviderCall[] = [];
  const provider = createPaystack({
    baseUrl: "http://sandbox.example/paystack",
    secretKey: "sk_test_x",
    admits: () => Promise.resolve(true),
    http: (call) => {
      calls.push(call);
      return Promise.resolve({ status, json, headers: new Headers() });
    },
  });
  return { provider, calls };
}
const checkout = {
  reference: "EST-1",
  amountKobo: 500_000,
  currency: "NGN" as const,
  payerEmail: "a@example.ng",
  returnUrl: "http://app.example/x",
};
const verified = {
  status: true,
  data: {
    id: 4099260516,
    domain: "test",
    status: "success",
    reference: "EST-1",
    amount: 500_000,
    currency: "NGN",
    fees: 10_000,
    channel: "card",
    paid_at: "2026-01-01T00:00:00.000Z",
  },
};

Deno.test("openCheckout() sends kobo under our reference and returns the address", async () => {
  const { provider, calls } = paystack(200, {
    status: true,
    data: { authorization_url: "http://checkout.example/x" },
  });
  assertEquals(await provider.openCheckout(checkout), { checkoutUrl: "http://checkout.example/x" });
  assertEquals(calls[0]?.url.href, "http://sandbox.example/paystack/transaction/initialize");
  assertEquals(calls[0]?.body, {
    email: "a@example.ng",
    amount: 500_000,
    currency: "NGN",
    reference: "EST-1",
    callback_url: "http://app.example/x",
  });
});

Deno.test("openCheckout() tells a used reference from a refusal", async () => {
  const used = paystack(400, { status: false, message: "Duplicate", code: "duplicate_reference" });
  await assertRejects(() => used.provider.openCheckout(checkout), DuplicateReference);
  const refused = paystack(401, { status: false, message: "Invalid key" });
  await assertRejects(
    () => refused.provider.openCheckout(checkout),
    ProviderRefusal,
    "Invalid key",
  );
});

Deno.test("findPayment() reads success, failure, waiting and absence", async () => {
  const find = (status: number, json: unknown) =>
    paystack(status, json).provider.findPayment("EST-1");
  const found = await find(200, verified);
  assertEquals(found, {
    state: "succeeded",
    reference: "EST-1",
    providerTransactionId: "4099260516",
    amountKobo: 500_000,
    currency: "NGN",
    feesKobo: 10_000,
    channel: "card",
    paidAt: "2026-01-01T00:00:00.000Z",
    environment: "test",
  });
  const withStatus = (status: string) => ({ ...verified, data: { ...verified.data, status } });
  assertEquals((await find(200, withStatus("failed"))).state, "failed");
  for (const status of ["ongoing", "pending", "processing", "queued"]) {
    assertEquals(await find(200, withStatus(status)), { state: "pending", begun: true });
  }
  assertEquals(await find(200, withStatus("abandoned")), { state: "pending", begun: false });
  assertEquals(await find(404, { status: false, message: "x" }), { state: "unknown" });
  assertEquals(await find(400, { status: false, message: "Transaction reference not found" }), {
    state: "unknown",
  });
});

Deno.test("findPayment() believes nothing about another reference, and escapes its own", async () => {
  const { provider, calls } = paystack(200, verified);
  await assertRejects(() => provider.findPayment("EST-2"), ProviderUnavailable);
  await assertRejects(() => provider.findPayment("../balance?x=1"), ProviderUnavailable);
  assertEquals(
    calls[1]?.url.href,
    "http://sandbox.example/paystack/transaction/verify/..%2Fbalance%3Fx%3D1",
  );
});

Deno.test("listPaid() asks for a Nigerian day by cursor and leaves out what is not paid", async () => {
  const failed = { ...verified.data, status: "failed" };
  const { provider, calls } = paystack(200, {
    status: true,
    data: [verified.data, failed],
    meta: { next: "c2", previous: null, perPage: 100 },
  });
  const page = await provider.listPaid("2026-11-25", "c1");
  assertEquals([page.transactions.length, page.next], [1, "c2"]);
  assertEquals(page.transactions[0]?.providerTransactionId, "4099260516");
  const asked = Object.fromEntries(calls[0]?.url.searchParams ?? []);
  assertEquals(asked, {
    from: "2026-11-25T00:00:00.000+01:00",
    to: "2026-11-25T23:59:59.999+01:00",
    status: "success",
    perPage: "100",
    use_cursor: "true",
    next: "c1",
  });
  const last = paystack(200, { status: true, data: [], meta: { next: null } });
  assertEquals(await last.provider.listPaid("2026-11-25"), { transactions: [], next: undefined });
  await assertRejects(() => paystack(200, {}).provider.listPaid("2026-11-25"), ProviderUnavailable);
});

Deno.test("refund() names the transaction and reads how far it is", async () => {
  const refund = (status: string) =>
    paystack(200, { status: true, data: { id: 3018284, amount: 10_000, status } });
  const request = { providerTransactionId: "42", amountKobo: 10_000, reason: "Paid twice" };
  const { provider, calls } = refund("pending");
  assertEquals(await provider.refund(request), {
    providerRefundId: "3018284",
    amountKobo: 10_000,
    state: "pending",
  });
  assertEquals(calls[0]?.body, {
    transaction: 42,
    amount: 10_000,
    currency: "NGN",
    merchant_note: "Paid twice",
  });
  assertEquals((await refund("processed").provider.refund(request)).state, "done");
  assertEquals((await refund("needs-attention").provider.refund(request)).state, "needs_attention");
  const refused = paystack(400, { status: false, message: "Refund amount must be less" });
  await assertRejects(() => refused.provider.refund(request), ProviderRefusal, "must be less");
});

Deno.test("refund() that was taken but cannot be read is no refusal, nor is a refused key", async () => {
  const request = { providerTransactionId: "42", amountKobo: 10_000, reason: "Paid twice" };
  const data = { id: 3018284, amount: 10_000, status: "pending" };
  const made = paystack(201, { status: true, data });
  assertEquals((await made.provider.refund(request)).providerRefundId, "3018284");
  for (
    const [status, outcomeUnknown] of [[200, true], [201, true], [401, false], [
      403,
      false,
    ]] as const
  ) {
    const { provider } = paystack(status, { status: true, message: "Refund queued", data: {} });
    const failed = await assertRejects(() => provider.refund(request), ProviderUnavailable);
    assertEquals(failed.outcomeUnknown, outcomeUnknown, String(status));
  }
});

Deno.test("listRefunds() keeps those of the transaction, and proves what is not there", async () => {
  const data = [
    { id: 1, transaction: 42, amount: 500, status: "processed" },
    { id: 2, transaction: { id: 42 }, amount: 300, status: "processing" },
    { id: 3, transaction: 43, amount: 200, status: "failed" },
  ];
  const { provider, calls } = paystack(200, { status: true, data, meta: { pageCount: 1 } });
  assertEquals(await provider.listRefunds("42"), {
    provesAbsence: true,
    refunds: [
      { providerRefundId: "1", amountKobo: 500, state: "done" },
      { providerRefundId: "2", amountKobo: 300, state: "pending" },
    ],
  });
  assertEquals(calls[0]?.url.searchParams.get("transaction"), "42");
  await assertRejects(
    () => paystack(200, { status: true, data: [{}] }).provider.listRefunds("42"),
    ProviderUnavailable,
  );
});

const disputed = {
  id: 9,
  refund_amount: 500,
  currency: "NGN",
  status: "awaiting-merchant-feedback",
  resolution: null,
  category: "chargeback",
  transaction: { id: 42, reference: "EST-1", amount: 700, currency: "NGN" },
  dueAt: "2026-11-29T03:00:00.000Z",
};

Deno.test("a dispute is read by what the bank and the merchant said", async () => {
  const state = async (status: string, resolution: string | null) =>
    (await paystack(200, { data: { ...disputed, status, resolution } }).provider.disputes.find("9"))
      ?.state;
  assertEquals(await state("awaiting-merchant-feedback", null), "open");
  assertEquals(await state("awaiting-bank-feedback", null), "answered");
  assertEquals(await state("resolved", "declined"), "won");
  assertEquals(await state("resolved", "merchant-accepted"), "lost");
  assertEquals(await state("resolved", "auto-accepted"), "lost");
  // What nobody documented is not booked.
  assertEquals(await state("resolved", null), "answered");
  assertEquals(await state("resolved", "withdrawn"), "answered");
  // All of it is meant when no amount is told.
  const whole = paystack(200, { data: { ...disputed, refund_amount: null } });
  assertEquals((await whole.provider.disputes.find("9"))?.amountKobo, 700);
  // After a contest it tells what the contest offered: nothing.
  const contested = paystack(200, { data: [{ ...disputed, refund_amount: 0 }] });
  const { disputes } = await contested.provider.disputes.list("2026-11-01", "2026-11-30");
  assertEquals(disputes.map((it) => it.amountKobo), [undefined]);
  assertEquals(await paystack(404, {}).provider.disputes.find("9"), undefined);
  await assertRejects(() => paystack(200, {}).provider.disputes.find("9"), ProviderUnavailable);
});

Deno.test("an answer goes with its evidence; told twice it is no refusal", async () => {
  const answer = {
    providerDisputeId: "9",
    answer: "contest" as const,
    note: "They live there",
    amountKobo: 500,
    payerEmail: "a@example.ng",
    payerName: "Ada",
    serviceDetails: "Payment EST-1",
  };
  const { provider, calls } = paystack(200, { status: true });
  await provider.disputes.answer(answer);
  assertEquals(calls.map((it) => [it.method, it.url.pathname]), [
    ["POST", "/paystack/dispute/9/evidence"],
    ["PUT", "/paystack/dispute/9/resolve"],
  ]);
  assertEquals((calls[1]?.body as { resolution: string }).resolution, "declined");
  await provider.disputes.answer({ ...answer, answer: "accept" });
  assertEquals(calls[2]?.body, {
    resolution: "merchant-accepted",
    message: "They live there",
    refund_amount: 500,
    uploaded_filename: "",
  });
  const told = paystack(400, { status: false, message: "Dispute has already been resolved" });
  await told.provider.disputes.answer(answer);
  const refused = paystack(400, { status: false, message: "Dispute is closed" });
  await assertRejects(() => refused.provider.disputes.answer(answer), ProviderRefusal);
  // Our key is refused, not the answer: it is sent again.
  const barred = paystack(401, { status: false, message: "Invalid key" });
  await assertRejects(() => barred.provider.disputes.answer(answer), ProviderUnavailable);
});

Deno.test("a key of ours that is refused says nothing of an account number that was asked for", async () => {
  const open = (status: number, message: string) => () =>
    Promise.resolve(
      paystack(status, { status: false, message }).provider.virtualAccounts!.open!({
        email: "a@example.ng",
        firstName: "Ada",
        lastName: "Obi",
        phone: undefined,
      }),
    );
  for (const status of [401, 403]) {
    const failed = await assertRejects(open(status, "Invalid key"), ProviderUnavailable);
    assertEquals(failed.outcomeUnknown, false);
  }
  await assertRejects(open(400, "Not for this business"), ProviderRefusal);
});

Deno.test("readBalance() reads kobo, and says so where it cannot", async () => {
  const answer = (...data: unknown[]) => ({ status: true, message: "Balances retrieved", data });
  const { provider, calls } = paystack(
    200,
    answer({ currency: "USD", balance: 7 }, { currency: "NGN", balance: -1_700 }),
  );
  assertEquals(await provider.readBalance?.(), { heldKobo: -1_700 });
  assertEquals(calls[0]?.url.href, "http://sandbox.example/paystack/balance");
  for (const wrong of [answer({ currency: "USD", balance: 7 }), answer(), { status: false }]) {
    await assertRejects(
      async () => await paystack(200, wrong).provider.readBalance?.(),
      ProviderUnavailable,
    );
  }
});
