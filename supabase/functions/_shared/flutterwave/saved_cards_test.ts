import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { DuplicateReference, ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { createFlutterwave } from "./adapter.ts";

function flutterwave(status: number, json: unknown) {
  const calls: ProviderCall[] = [];
  const provider = createFlutterwave({
    baseUrl: "http://sandbox.example/v3",
    secretKey: "FLWSECK_TEST-x-X",
    admits: () => Promise.resolve(true),
    http: (call) => {
      calls.push(call);
      return Promise.resolve({ status, json, headers: new Headers() });
    },
  });
  const charge = () =>
    provider.savedCards!.charge({
      reference: "AUT-1",
      amountKobo: 150_050,
      currency: "NGN",
      payerEmail: "a@example.ng",
      token: "flw-t1nf-planted",
    });
  return { provider, calls, charge };
}
const card = {
  first_6digits: "553188",
  last_4digits: "2950",
  issuer: "MASTERCARD CREDIT",
  type: "MASTERCARD",
  token: "flw-t1nf-planted",
  expiry: "09/32",
};

Deno.test("a payment tells of a card that may be charged again, and of no other", async () => {
  const cardOf = async (more: Record<string, unknown>) => {
    const found = await flutterwave(200, {
      status: "success",
      data: {
        id: 1,
        tx_ref: "EST-1",
        amount: 1500.5,
        currency: "NGN",
        status: "successful",
        created_at: "2026-01-01T00:00:00.000Z",
        customer: { email: "a@example.ng" },
        ...more,
      },
    }).provider.findPayment("EST-1");
    return found.state === "succeeded" ? found.card : "not paid";
  };
  assertEquals(await cardOf({ card }), {
    token: "flw-t1nf-planted",
    identity: "553188 2950 09/32",
    email: "a@example.ng",
    channel: "card",
    brand: "MASTERCARD",
    bank: "MASTERCARD CREDIT",
    lastFour: "2950",
    expiresOn: "2032-09-30",
  });
  for (
    const more of [{}, { card: null }, { card: { ...card, token: undefined } }, {
      card,
      customer: 1,
    }]
  ) {
    assertEquals(await cardOf(more), undefined);
  }
});

Deno.test("a charge names token, address, naira and our reference, and its answer is read", async () => {
  const answer = (data: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
    status: "success",
    data: { tx_ref: "AUT-1", ...data },
    ...more,
  });
  const { calls, charge } = flutterwave(200, answer({ status: "successful" }));
  assertEquals(await charge(), { state: "succeeded" });
  assertEquals(calls[0]?.url.href, "http://sandbox.example/v3/tokenized-charges");
  const { amount, tx_ref, token, email } = calls[0]?.body as Record<string, unknown>;
  assertEquals([Number(amount), tx_ref, token, email], [
    1500.5,
    "AUT-1",
    "flw-t1nf-planted",
    "a@example.ng",
  ]);
  const answered = (data: Record<string, unknown>, more = {}) =>
    flutterwave(200, answer(data, more)).charge();
  assertEquals(await answered({ status: "failed", processor_response: "Insufficient Funds" }), {
    state: "declined",
    reason: "Insufficient Funds",
  });
  assertEquals(await answered({ status: "pending" }), { state: "pending" });
  assertEquals(
    await answered({ status: "pending", processor_response: "Pending validation" }, {
      meta: { authorization: { mode: "redirect", redirect: "https://bank.example/x" } },
    }),
    {
      state: "needs_payer",
      confirmUrl: "https://bank.example/x",
      reason: "Pending validation",
    },
  );
});

Deno.test("a used reference, a refusal and an answer that cannot be understood are told apart", async () => {
  const error = (message: string) => ({ status: "error", message, data: null });
  await assertRejects(
    flutterwave(400, error("A transaction with this tx_ref already exists")).charge,
    DuplicateReference,
  );
  const refused = await assertRejects(
    flutterwave(400, error("Wrong token or email passed")).charge,
    ProviderRefusal,
  );
  assertEquals(refused.message.includes("planted"), false);
  for (const json of [{}, { status: "success", data: { tx_ref: "AUT-2", status: "successful" } }]) {
    const unknown = await assertRejects(flutterwave(200, json).charge, ProviderUnavailable);
    assertEquals(unknown.outcomeUnknown, true);
  }
});

Deno.test("a key of ours that is refused says nothing of the card, and nothing was charged", async () => {
  for (const status of [401, 403]) {
    const failed = await assertRejects(
      flutterwave(status, { status: "error", message: "Invalid authorization key", data: null })
        .charge,
      ProviderUnavailable,
    );
    assertEquals(failed.outcomeUnknown, false);
  }
});
