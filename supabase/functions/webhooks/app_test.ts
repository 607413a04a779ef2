import { assertEquals, assertFalse } from "@std/assert";
import { hmacSha512Hex } from "../_shared/hmac.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
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

async function post(body: string, key = "sk_test_a") {
  const database = fakeDatabase({ ...fakeReliability(), receive_provider_event: () => true });
  const app = createApp({
    database,
    paystackKeys: ["sk_test_a", "sk_test_old"],
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  const response = await app.request("/webhooks/paystack", {
    method: "POST",
    body,
    headers: { "x-paystack-signature": await hmacSha512Hex(key, new TextEncoder().encode(body)) },
  });
  const calls = database.calls.filter((it) => it.name !== "take_rate_limit_token");
  return { status: response.status, body: await response.json(), calls };
}

Deno.test("a signed event is kept, without card and customer", async () => {
  for (const key of ["sk_test_a", "sk_test_old"]) {
    const { status, calls } = await post(event, key);
    assertEquals([status, calls.map((it) => it.name)], [200, ["receive_provider_event"]]);
    const kept = JSON.stringify(calls[0]?.parameters);
    assertFalse(/chinedu|4081|SIG_x/.test(kept), kept);
    assertEquals(calls[0]?.parameters.reference, "EST-1");
  }
});

Deno.test("a wrong signature keeps nothing and leaves a trace", async () => {
  const { status, body, calls } = await post(event, "sk_test_forged");
  assertEquals([status, body.code], [401, "webhook.bad_signature"]);
  assertEquals(calls.map((it) => [it.name, it.parameters.kind]), [
    ["note_payment_exception", "bad_signature"],
  ]);
});

Deno.test("a signed body that is no event is refused with a trace", async () => {
  for (const body of ["{", '{"data":{}}', "[]", '"x"']) {
    const answer = await post(body);
    assertEquals([answer.status, answer.body.code], [400, "webhook.malformed"]);
    assertEquals(answer.calls[0]?.parameters.kind, "malformed_event");
  }
});
