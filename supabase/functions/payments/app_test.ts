import { assertEquals } from "@std/assert";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import {
  type CheckoutRequest,
  DuplicateReference,
  ProviderRefusal,
} from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { createApp } from "./app.ts";

const charge = "0190a6f0-0000-7000-8000-000000000002";

function payments(failure?: Error) {
  const opened: CheckoutRequest[] = [];
  let current = failure;
  const row = (reference: unknown, url: string | null) => ({
    id: "0190a6f0-0000-7000-8000-000000000003",
    reference,
    status: url === null ? "created" : "pending",
    amount_kobo: 500,
    currency: "NGN",
    checkout_url: url,
  });
  const database = fakeDatabase({
    ...fakeReliability(),
    start_payment: (p) => row(p.reference, null),
    open_checkout: (p) => row(p.payment_reference, p.checkout_url as string),
  });
  const app = createApp({
    database,
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({ userId: "u1", email: "a@example.ng", assurance: "aal1" })
        : Promise.reject(Problem.of("auth.invalid_token")),
    providers: {
      paystack: {
        environment: "test",
        openCheckout(request) {
          opened.push(request);
          return current === undefined
            ? Promise.resolve({ checkoutUrl: "https://checkout.example/1" })
            : Promise.reject(current);
        },
        findPayment: () => Promise.reject(new Error("not here")),
      },
    },
    appUrl: "https://app.example",
    log: silentLog,
  });
  const post = async (
    changes: { token?: string; key?: string | undefined; body?: unknown } = {},
  ) => {
    const { token = "good", body = { charge_ids: [charge] } } = changes;
    const key = "key" in changes ? changes.key : "key-0123456789abcdef";
    const response = await app.request("/payments/checkouts", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
  return { post, opened, database, mend: () => current = undefined };
}

Deno.test("a checkout is made once for a key and replayed", async () => {
  const { post, opened } = payments();
  const first = await post();
  assertEquals([first.status, first.body.checkout_url], [201, "https://checkout.example/1"]);
  assertEquals(first.headers.get("idempotency-replayed"), null);
  const again = await post();
  assertEquals([again.status, again.body], [201, first.body]);
  assertEquals([again.headers.get("idempotency-replayed"), opened.length], ["true", 1]);
  assertEquals([opened[0]?.payerEmail, opened[0]?.returnUrl], [
    "a@example.ng",
    `https://app.example/payments/${first.body.reference}`,
  ]);
});

Deno.test("who is calling comes before what they send", async () => {
  const { post, opened } = payments();
  assertEquals((await post({ token: "", body: {} })).body.code, "auth.missing_token");
  assertEquals((await post({ token: "bad", body: {} })).body.code, "auth.invalid_token");
  const wrong = await post({ body: { charge_ids: ["x"], extra: 1 } });
  assertEquals([wrong.status, wrong.body.code], [422, "request.invalid"]);
  assertEquals(wrong.body.errors[0].pointer, "/charge_ids/0");
  assertEquals((await post({ key: undefined })).body.code, "idempotency.key_missing");
  assertEquals(opened, []);
});

Deno.test("when the provider is away, a repeat of the key goes on with the same reference", async () => {
  const it = payments(new ProviderUnavailable("no answer", true));
  const failed = await it.post();
  assertEquals([failed.status, failed.body.code], [503, "upstream.unavailable"]);
  it.mend();
  assertEquals((await it.post()).status, 201);
  assertEquals(it.opened[0]?.reference, it.opened[1]?.reference);
});

Deno.test("a lost or refused checkout fails the payment", async () => {
  for (
    const [failure, code] of [
      [new DuplicateReference("known"), "upstream.unavailable"],
      [new ProviderRefusal("no"), "upstream.refused"],
    ] as const
  ) {
    const it = payments(failure);
    assertEquals((await it.post()).body.code, code);
    assertEquals(it.database.calls.filter((c) => c.name === "fail_payment").length, 1);
  }
});
