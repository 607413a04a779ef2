import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { DuplicateReference, ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
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
  const charge = () =>
    provider.savedCards!.charge({
      reference: "AUT-1",
      amountKobo: 500_000,
      currency: "NGN",
      payerEmail: "a@example.ng",
      token: "AUTH_planted00",
    });
  return { provider, calls, charge };
}
const authorization = {
  authorization_code: "AUTH_planted00",
  last4: "4081",
  exp_month: "12",
  exp_year: "2030",
  channel: "card",
  card_type: "visa ",
  brand: "visa",
  bank: "TEST BANK",
  reusable: true,
  signature: "SIG_1",
};
const verified = (more: Record<string, unknown>) => ({
  status: true,
  data: {
    id: 1,
    domain: "test",
    status: "success",
    reference: "EST-1",
    amount: 500_000,
    currency: "NGN",
    paid_at: "2026-01-01T00:00:00.000Z",
    customer: { email: "a@example.ng" },
    authorization,
    ...more,
  },
});

Deno.test("a payment tells of a card that may be charged again, and of no other", async () => {
  const cardOf = async (more: Record<string, unknown>) => {
    const found = await paystack(200, verified(more)).provider.findPayment("EST-1");
    return found.state === "succeeded" ? found.card : "not paid";
  };
  assertEquals(await cardOf({}), {
    token: "AUTH_planted00",
    identity: "SIG_1",
    email: "a@example.ng",
    channel: "card",
    brand: "visa",
    bank: "TEST BANK",
    lastFour: "4081",
    expiresOn: "2030-12-31",
  });
  for (
    const more of [
      { authorization: { ...authorization, reusable: false } },
      { authorization: { ...authorization, signature: null } },
      { authorization: {} },
      { authorization: null },
      { authorization: undefined },
      { customer: null },
    ]
  ) assertEquals(await cardOf(more), undefined);
});

Deno.test("a charge names card, address, kobo and our reference, and its answer is read", async () => {
  const { calls, charge } = paystack(200, { data: { reference: "AUT-1", status: "success" } });
  assertEquals(await charge(), { state: "succeeded" });
  assertEquals(
    calls[0]?.url.href,
    "http://sandbox.example/paystack/transaction/charge_authorization",
  );
  assertEquals(calls[0]?.body, {
    authorization_code: "AUTH_planted00",
    email: "a@example.ng",
    amount: 500_000,
    currency: "NGN",
    reference: "AUT-1",
  });
  const answered = (data: Record<string, unknown>) =>
    paystack(200, { data: { reference: "AUT-1", ...data } }).charge();
  assertEquals(await answered({ status: "failed", gateway_response: "Insufficient Funds" }), {
    state: "declined",
    reason: "Insufficient Funds",
  });
  for (const status of ["pending", "ongoing", "processing", undefined]) {
    assertEquals(await answered({ status }), { state: "pending" });
  }
  assertEquals(
    await answered({ paused: true, authorization_url: "https://checkout.example/x" }),
    {
      state: "needs_payer",
      confirmUrl: "https://checkout.example/x",
      reason: "no reason given",
    },
  );
  assertEquals(await answered({ status: "send_otp", message: "Enter OTP" }), {
    state: "needs_payer",
    confirmUrl: undefined,
    reason: "Enter OTP",
  });
});

Deno.test("a used reference, a refusal and an answer that cannot be understood are told apart", async () => {
  const used = { status: false, message: "Duplicate", code: "duplicate_reference" };
  await assertRejects(paystack(400, used).charge, DuplicateReference);
  const refused = await assertRejects(
    paystack(400, { status: false, message: "Authorization is invalid" }).charge,
    ProviderRefusal,
    "Authorization is invalid",
  );
  assertEquals(refused.message.includes("planted"), false);
  for (
    const [status, json] of [[200, {}], [200, { data: { reference: "AUT-2" } }], [400, undefined]]
  ) {
    const error = await assertRejects(paystack(Number(status), json).charge, ProviderUnavailable);
    assertEquals(error.outcomeUnknown, true);
  }
});

Deno.test("a key of ours that is refused says nothing of the card, and nothing was charged", async () => {
  for (const status of [401, 403]) {
    const failed = await assertRejects(
      paystack(status, { status: false, message: "Invalid key" }).charge,
      ProviderUnavailable,
    );
    assertEquals(failed.outcomeUnknown, false);
  }
});
