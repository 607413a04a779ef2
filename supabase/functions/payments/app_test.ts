import { assertEquals } from "@std/assert";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import {
  type CheckoutRequest,
  DuplicateReference,
  type PaymentProviders,
  ProviderRefusal,
} from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import { type Answers, fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { createApp } from "./app.ts";

const charge = "0190a6f0-0000-7000-8000-000000000002";

function payments(
  failure?: Error,
  others: Partial<PaymentProviders> = {},
  started = "created",
  splits: Answers = {},
) {
  const opened: CheckoutRequest[] = [];
  let current = failure;
  const row = (reference: unknown, url: string | null) => ({
    id: "0190a6f0-0000-7000-8000-000000000003",
    reference,
    status: url === null ? started : "pending",
    amount_kobo: 500,
    currency: "NGN",
    checkout_url: url,
    terms_id: splits["checkout_split"] === undefined ? null : "t1",
  });
  const database = fakeDatabase({
    ...fakeReliability(),
    start_payment: (p) => row(p.reference, null),
    open_checkout: (p) => row(p.payment_reference, p.checkout_url as string),
    ...splits,
  });
  const app = createApp({
    database,
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({ userId: "u1", email: "a@example.ng", assurance: "aal1" })
        : Promise.reject(Problem.of("auth.invalid_token")),
    providers: {
      paystack: fakeProvider({
        openCheckout(request) {
          opened.push(request);
          return current === undefined
            ? Promise.resolve({ checkoutUrl: "https://checkout.example/1" })
            : Promise.reject(current);
        },
      }),
      ...others,
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

Deno.test("a repeat of a checkout says how its payment stands by then, if that can be asked", async () => {
  let known: () => unknown = () => [{ status: "succeeded" }];
  const { post } = payments(undefined, {}, "created", { payment_by_reference: () => known() });
  const first = await post();
  const paid = await post();
  assertEquals([first.body.status, paid.status], ["pending", 201]);
  assertEquals(paid.body, { ...first.body, status: "succeeded" });
  known = () => Promise.reject(new Error("away"));
  assertEquals((await post()).body, first.body);
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
      [new DuplicateReference("known"), "payment.checkout_lost"],
      [new ProviderRefusal("no"), "upstream.refused"],
    ] as const
  ) {
    const it = payments(failure);
    assertEquals((await it.post()).body.code, code);
    assertEquals(it.database.calls.filter((c) => c.name === "fail_payment").length, 1);
  }
});

Deno.test("the payer chooses the provider, and each has a reference of its own under one key", async () => {
  const asked: CheckoutRequest[] = [];
  const flutterwave = fakeProvider({
    openCheckout(request) {
      asked.push(request);
      return Promise.resolve({ checkoutUrl: "https://flutterwave.example/1" });
    },
  });
  const it = payments(new ProviderUnavailable("no answer", true), { flutterwave });
  assertEquals((await it.post()).status, 503);
  const other = await it.post({ body: { provider: "flutterwave", charge_ids: [charge] } });
  assertEquals([other.status, other.body.checkout_url], [201, "https://flutterwave.example/1"]);
  const started = it.database.calls.filter((call) => call.name === "start_payment");
  assertEquals(started.map((call) => call.parameters.method), ["paystack", "flutterwave"]);
  assertEquals(asked[0]?.reference === it.opened[0]?.reference, false);
  const unknown = await it.post({ body: { provider: "stripe", charge_ids: [charge] } });
  assertEquals([unknown.status, unknown.body.code], [422, "request.invalid"]);
});

Deno.test("while a provider is down, the others that can be used are named", async () => {
  const open = Problem.of("upstream.circuit_open", { retryAfterSeconds: 20 });
  const up = await payments(open, { flutterwave: fakeProvider() }).post();
  assertEquals([up.status, up.body.code], [503, "upstream.circuit_open"]);
  assertEquals([up.body.alternatives, up.headers.get("retry-after")], [["flutterwave"], "20"]);
  const flutterwave = fakeProvider({ isAvailable: () => Promise.resolve(false) });
  assertEquals((await payments(open, { flutterwave }).post()).body.alternatives, []);
  assertEquals((await payments(open).post()).body.alternatives, []);
});

Deno.test("a provider that is not set up is refused by name, before anything is written", async () => {
  const it = payments();
  const refused = await it.post({ body: { provider: "flutterwave", charge_ids: [charge] } });
  assertEquals([refused.status, refused.body.code], [400, "payment.provider_off"]);
  assertEquals(refused.body.alternatives, ["paystack"]);
  assertEquals(it.database.calls.some((call) => call.name === "start_payment"), false);
  const again = await it.post({ body: { provider: "flutterwave", charge_ids: [charge] } });
  assertEquals([again.body, again.headers.get("idempotency-replayed")], [
    { ...refused.body, instance: again.body.instance },
    "true",
  ]);
});

Deno.test("what was paid before its address was kept gets no second checkout", async () => {
  for (const status of ["succeeded", "failed", "abandoned"]) {
    const it = payments(undefined, {}, status);
    const refused = await it.post();
    assertEquals([refused.status, refused.body.code], [409, "payment.checkout_lost"]);
    assertEquals(it.opened, []);
  }
});

/** A checkout of the payments function whose payment is split. */
function splitting(openCheckout: (request: CheckoutRequest) => Promise<{ checkoutUrl: string }>) {
  const it = payments(
    undefined,
    {
      flutterwave: fakeProvider({
        openCheckout,
        subaccounts: {
          create: () => Promise.reject(new Error("not here")),
          find: () => Promise.reject(new Error("not here")),
          update: () => Promise.reject(new Error("not here")),
          close: () => Promise.reject(new Error("not here")),
          quoteFees: () => Promise.resolve(14),
        },
      }),
    },
    "created",
    {
      checkout_split: () => [{ subaccount_code: "7:RS_7", fee_kobo: 5, payee_kobo: null }],
      fix_split: ({ quoted_fees_kobo }) => 495 - Number(quoted_fees_kobo),
      drop_split: () => null,
    },
  );
  return {
    database: it.database,
    post: () => it.post({ body: { provider: "flutterwave", charge_ids: [charge] } }),
  };
}

Deno.test("a payee who is paid straight gets their share by the checkout, as it is fixed once", async () => {
  const asked: CheckoutRequest[] = [];
  const { post, database } = splitting((request) => {
    asked.push(request);
    return Promise.resolve({ checkoutUrl: "https://checkout.example/1" });
  });
  assertEquals((await post()).status, 201);
  assertEquals(asked.map((it) => it.split), [
    { subaccountCode: "7:RS_7", platformFeeKobo: 5, payeeKobo: 481 },
  ]);
  assertEquals(database.calls.filter((it) => it.name === "drop_split"), []);
});

Deno.test("a split that the provider refuses keeps nobody from paying; whatever else it says does", async () => {
  const refusing = splitting((request) =>
    request.split === undefined
      ? Promise.resolve({ checkoutUrl: "https://checkout.example/1" })
      : Promise.reject(new ProviderRefusal("no such subaccount"))
  );
  assertEquals((await refusing.post()).status, 201);
  assertEquals(refusing.database.calls.filter((it) => it.name === "drop_split").length, 1);
  const away = splitting(() => Promise.reject(new ProviderUnavailable("no answer", true)));
  assertEquals((await away.post()).status, 503);
  assertEquals(away.database.calls.some((it) => it.name === "drop_split"), false);
});
