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
  for (const status of ["abandoned", "ongoing", "pending", "processing", "queued"]) {
    assertEquals((await find(200, withStatus(status))).state, "pending");
  }
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
