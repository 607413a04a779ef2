import { assertEquals, assertFalse } from "@std/assert";
import { decodeHex } from "@std/encoding/hex";
import { encodeBase64 } from "@std/encoding/base64";
import { hmacSha512Hex, sha256Hex } from "../_shared/hmac.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";

const secrets = ["tsk_vector", "tsk_of_the_year_before"];

function receiver() {
  const database = fakeDatabase();
  const app = createApp({
    database,
    paystackKeys: ["sk_test_a"],
    flutterwaveHashes: [],
    termiiSecrets: secrets,
    limiter: createIsolateLimiter({ name: "test", capacity: 20, refillPerSecond: 0.1 }),
    nameCaller: (context) => Promise.resolve(context.req.header("x-test-sender") ?? "ip-1"),
    clock: { now: () => Date.parse("2026-11-27T12:00:00Z") },
    log: silentLog,
  });
  const send = async (body: string, signature: string, sender = "ip-1") => {
    const response = await app.request("/webhooks/termii", {
      method: "POST",
      body,
      headers: { "x-termii-signature": signature, "x-test-sender": sender },
    });
    return { status: response.status, body: await response.json() };
  };
  return { database, send };
}
const sign = (body: string, key = "tsk_vector") =>
  hmacSha512Hex(key, new TextEncoder().encode(body));

const report = {
  type: "outbound",
  message_id: "5964465985113503103",
  receiver: "2348031234567",
  sender: "Estate",
  message: "Your code is 493021",
  sent_at: "2026-11-27 12:59:36",
  cost: "3.9",
  pages: "1",
  status: "DELIVERED | Message delivered to handset",
  channel: "DND",
};

Deno.test("a signed report is recorded, without the text and the phone", async () => {
  const { database, send } = receiver();
  const body = JSON.stringify(report);
  assertEquals(await send(body, await sign(body)), {
    status: 200,
    body: { received: true },
  });
  assertEquals(database.calls, [{
    name: "record_delivery_report",
    parameters: {
      provider: "termii",
      provider_id: "5964465985113503103",
      status: "delivered",
      at: "2026-11-27T12:00:00.000Z",
      raw: {
        said: "DELIVERED | Message delivered to handset",
        channel: "DND",
        cost_kobo: 390,
        pages: 1,
        sent_at: "2026-11-27 12:59:36",
        receiver_sha256: await sha256Hex(new TextEncoder().encode("sms:2348031234567")),
        text_sha256: await sha256Hex(new TextEncoder().encode("Your code is 493021")),
      },
    },
  }]);
  assertFalse(/493021|8031234567/.test(JSON.stringify(database.calls)));
});

Deno.test("the known vector is believed, in hex of either case and in base64, by either secret", async () => {
  const body = '{"type":"outbound","message_id":"123","status":"DELIVERED"}';
  const hex =
    "29ce9cba0a12bcba081f844948f13a1fdd0957a131d6a0c9d71075e28e3be1c210ad61feae7830f10b1fa0b889042982a415d040c046145aba806ef5bb7566b0";
  assertEquals(await sign(body), hex);
  for (
    const signature of [
      hex,
      hex.toUpperCase(),
      encodeBase64(decodeHex(hex)),
      await sign(body, "tsk_of_the_year_before"),
    ]
  ) {
    const { send } = receiver();
    assertEquals((await send(body, signature)).status, 200);
  }
});

Deno.test("nothing else is believed, and a sender who goes on is limited", async () => {
  const { database, send } = receiver();
  const body = JSON.stringify(report);
  const right = await sign(body);
  for (
    const signature of [
      "",
      "x",
      right.slice(1),
      await sign(body, "tsk_forged"),
      await sign(`${body} `),
    ]
  ) {
    assertEquals(
      (await send(body, signature)).body.code,
      "webhook.bad_signature",
    );
  }
  assertEquals(
    (await send(`${body} `, right)).body.code,
    "webhook.bad_signature",
  );
  const answers: number[] = [];
  for (let n = 0; n < 20; n++) answers.push((await send(body, "x")).status);
  assertEquals(answers.at(-1), 429);
  // The right ones of the same sender are heard all the same, and other senders are their own.
  assertEquals((await send(body, right)).status, 200);
  assertEquals((await send(body, "x", "ip-2")).status, 401);
  assertEquals(database.calls.length, 1);
});

Deno.test("where Termii is not set up, no signature is right", async () => {
  const app = createApp({
    database: fakeDatabase(),
    paystackKeys: ["sk_test_a"],
    flutterwaveHashes: [],
    termiiSecrets: [],
    limiter: createIsolateLimiter({ name: "test", capacity: 20, refillPerSecond: 0.1 }),
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  const body = JSON.stringify(report);
  for (const signature of [await sign(body), ""]) {
    const response = await app.request("/webhooks/termii", {
      method: "POST",
      body,
      headers: { "x-termii-signature": signature },
    });
    assertEquals(response.status, 401);
    await response.body?.cancel();
  }
});

Deno.test("Termii's words are read by their beginning; what says nothing new is answered and dropped", async () => {
  const status = async (said: string) => {
    const { database, send } = receiver();
    const body = JSON.stringify({ ...report, status: said });
    assertEquals((await send(body, await sign(body))).status, 200);
    return database.calls[0]?.parameters.status;
  };
  assertEquals(await status("Delivered"), "delivered");
  assertEquals(await status("DND Active on Phone Number"), "dnd");
  assertEquals(await status("Message Failed"), "failed");
  assertEquals(await status("Rejected"), "rejected");
  assertEquals(await status("Expired"), "expired");
  assertEquals(await status("Something new"), "unknown");
  assertEquals(await status("Message Sent"), undefined);
});

Deno.test("numbers longer than JavaScript's keep every digit; what is not about a message of ours is dropped", async () => {
  const { database, send } = receiver();
  const long =
    '{"type":"outbound","message_id":9122821270554876574,"status":"Delivered","cost":3.005}';
  assertEquals((await send(long, await sign(long))).status, 200);
  assertEquals(
    database.calls[0]?.parameters.provider_id,
    "9122821270554876574",
  );
  for (
    const body of [
      '{"type":"inbound","message_id":"1","message":"STOP","cost":null}',
      '{"type":"device_status","status":"disconnected","device_id":"d"}',
    ]
  ) assertEquals((await send(body, await sign(body))).status, 200);
  assertEquals(database.calls.length, 1);
  for (
    const body of [
      "{",
      "[]",
      '"x"',
      '{"type":"outbound","status":"Delivered"}',
      "{}",
    ]
  ) {
    assertEquals(
      (await send(body, await sign(body))).body.code,
      "webhook.malformed",
    );
  }
  assertEquals(database.calls.length, 1);
});
