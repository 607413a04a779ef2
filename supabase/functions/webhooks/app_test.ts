import { assertEquals, assertFalse } from "@std/assert";
import { hmacSha512Hex } from "../_shared/hmac.ts";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { createApp } from "./app.ts";

const event = JSON.stringify({
  event: "charge.success",
  data: {
    id: 42,
    reference: "EST-1",
    amount: 120000000,
    currency: "NGN",
    status: "success",
    customer: { email: "chinedu@example.ng" },
    authorization: { last4: "4081", signature: "SIG_x" },
  },
});
const completed = JSON.stringify({
  event: "charge.completed",
  data: {
    id: 285959875,
    tx_ref: "EST-1",
    flw_ref: "FLW-1",
    amount: 1_200_000.5,
    currency: "NGN",
    status: "successful",
    customer: { email: "chinedu@example.ng", phone_number: "08031234567" },
    card: { last_4digits: "4081" },
  },
  meta_data: { originatoraccountnumber: "0123456789" },
});
const hash = "a-secret-hash-of-a-test";

async function send(path: string, body: string, headers: Record<string, string>, waitS = 0) {
  const database = fakeDatabase({
    receive_provider_event: () => true,
    refuse_provider_event: () => waitS,
  });
  const app = createApp({
    database,
    paystackKeys: ["sk_test_a", "sk_test_old"],
    flutterwaveHashes: [hash, "the-hash-before-this-one"],
    termiiSecrets: [],
    limiter: createIsolateLimiter({ name: "test", capacity: 20, refillPerSecond: 0.1 }),
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  const response = await app.request(`/webhooks/${path}`, { method: "POST", body, headers });
  // Whatever comes, the database is asked once.
  assertEquals(database.calls.length, 1);
  return { status: response.status, body: await response.json(), call: database.calls[0] };
}

const post = async (body: string, key = "sk_test_a", waitS = 0) =>
  await send("paystack", body, {
    "x-paystack-signature": await hmacSha512Hex(key, new TextEncoder().encode(body)),
  }, waitS);

Deno.test("a signed event is kept, without card and customer", async () => {
  for (const key of ["sk_test_a", "sk_test_old"]) {
    const { status, call } = await post(event, key);
    assertEquals([status, call?.name], [200, "receive_provider_event"]);
    const kept = JSON.stringify(call?.parameters);
    assertFalse(/chinedu|4081|SIG_x/.test(kept), kept);
    assertEquals([call?.parameters.provider, call?.parameters.reference], ["paystack", "EST-1"]);
    assertEquals((call?.parameters.body as { amount_kobo: number }).amount_kobo, 120_000_000);
  }
});

Deno.test("a wrong signature keeps nothing and leaves a trace, up to a limit", async () => {
  const { status, body, call } = await post(event, "sk_test_forged");
  assertEquals([status, body.code], [401, "webhook.bad_signature"]);
  const { name, parameters } = call ?? {};
  assertEquals([name, parameters?.sender, parameters?.reference], [
    "refuse_provider_event",
    "ip-1",
    "EST-1",
  ]);
  const limited = await post(event, "sk_test_forged", 7);
  assertEquals([limited.status, limited.body.code], [429, "rate_limit.exceeded"]);
});

Deno.test("a genuine body that is no event is refused with a trace", async () => {
  for (const body of ["{", '{"data":{}}', "[]", '"x"']) {
    for (
      const answer of [await post(body), await send("flutterwave", body, { "verif-hash": hash })]
    ) {
      assertEquals([answer.status, answer.body.code], [400, "webhook.malformed"]);
      assertEquals(answer.call?.parameters.kind, "malformed_event");
    }
  }
});

Deno.test("what the database cannot hold of a genuine event is left out, and is no reason to refuse it", async () => {
  for (const odd of ["\u0000", "a\u0000b", "\ud800"]) {
    const body = JSON.stringify({
      event: "charge.success",
      data: { id: 7, reference: "EST-1", currency: odd, status: "success" },
    });
    for (
      const { status, call } of [
        await post(body),
        await send("flutterwave", body, { "verif-hash": hash }),
      ]
    ) {
      assertEquals([status, call?.name], [200, "receive_provider_event"]);
      assertEquals(call?.parameters.body, { id: "7", status: "success" });
    }
    assertEquals((await post(JSON.stringify({ event: odd, data: {} }))).status, 400);
  }
});

Deno.test("Flutterwave is believed by its hash alone, current or the one before", async () => {
  for (const known of [hash, "the-hash-before-this-one"]) {
    const { status, call } = await send("flutterwave", completed, { "verif-hash": known });
    assertEquals([status, call?.name], [200, "receive_provider_event"]);
    const { provider, event_type, reference, body } = call?.parameters ?? {};
    assertEquals([provider, event_type, reference], ["flutterwave", "charge.completed", "EST-1"]);
    assertEquals(body, {
      id: "285959875",
      status: "successful",
      amount_kobo: 120_000_050,
      currency: "NGN",
    });
    assertFalse(/chinedu|4081|0803|0123456789/.test(JSON.stringify(call?.parameters)));
  }
  for (const wrong of [undefined, "", hash.slice(1), `${hash}x`, hash.toUpperCase()]) {
    const headers = wrong === undefined ? {} : { "verif-hash": wrong };
    const { status, body, call } = await send(
      "flutterwave",
      completed,
      headers as Record<string, string>,
    );
    assertEquals([status, body.code], [401, "webhook.bad_signature"]);
    assertEquals([call?.name, call?.parameters.provider], ["refuse_provider_event", "flutterwave"]);
  }
});

Deno.test("where Flutterwave is not set up, nothing of it is believed", async () => {
  const database = fakeDatabase({ refuse_provider_event: () => 0 });
  const app = createApp({
    database,
    paystackKeys: ["sk_test_a"],
    flutterwaveHashes: [],
    termiiSecrets: [],
    limiter: createIsolateLimiter({ name: "test", capacity: 20, refillPerSecond: 0.1 }),
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  for (const given of ["", "undefined"]) {
    const response = await app.request("/webhooks/flutterwave", {
      method: "POST",
      body: completed,
      headers: { "verif-hash": given },
    });
    assertEquals(response.status, 401);
    await response.body?.cancel();
  }
});

Deno.test("events in other forms keep what can be read of them, and no identity", async () => {
  const keep = async (body: unknown) =>
    (await send("flutterwave", JSON.stringify(body), { "verif-hash": hash })).call?.parameters;
  const flat = await keep({
    id: 1,
    AmountRefunded: 1500.5,
    status: "completed",
    FlwRef: "FLW-1",
    TransactionId: 285959875,
    meta: "{}",
  });
  assertEquals([flat?.event_type, flat?.reference], ["refund.completed", null]);
  assertEquals(flat?.body, { id: "285959875", status: "completed", amount_kobo: 150_050 });
  const identity = await keep({
    event: "bvn.completed",
    data: { reference: "FLW123", status: "COMPLETED", bvn_data: { bvn: "12345678901" } },
  });
  assertFalse(JSON.stringify(identity).includes("12345678901"));
  assertEquals(identity?.reference, "FLW123");
  // One field that is not as described hides none of the others.
  const odd = await keep({
    event: "charge.completed",
    data: { tx_ref: "EST-1", amount: { n: 1 } },
  });
  assertEquals([odd?.reference, odd?.body], ["EST-1", {}]);
  const refund = await post(JSON.stringify({
    event: "refund.processed",
    data: { transaction_reference: "EST-2", amount: "10000", refund_reference: null, id: "7" },
  }));
  assertEquals(refund.call?.parameters.reference, "EST-2");
  assertEquals(refund.call?.parameters.body, { id: "7", amount_kobo: 10_000 });
});
