import { assertEquals, assertStringIncludes } from "@std/assert";
import { createPaystackSandbox } from "./app.ts";
import { signPaystackBody } from "./signature.ts";
import { openTestSandbox, TEST_KEY } from "./testing.ts";

Deno.test("a webhook reaches a server with the signature of the exact bytes it got", async () => {
  const got = Promise.withResolvers<{ bytes: Uint8Array<ArrayBuffer>; headers: Headers }>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    got.resolve({ bytes: new Uint8Array(await request.arrayBuffer()), headers: request.headers });
    return new Response("taken");
  });
  const sandbox = createPaystackSandbox({
    secretKey: TEST_KEY,
    publicUrl: "http://localhost",
    webhookUrl: () => `http://127.0.0.1:${server.addr.port}/webhook`,
  });
  try {
    const start = await sandbox.app.request("/transaction/initialize", {
      method: "POST",
      headers: { authorization: `Bearer ${TEST_KEY}` },
      body: JSON.stringify({ email: "ọlá@example.com", amount: 5_000, reference: "RENT-1" }),
    });
    assertEquals(start.status, 200);
    await sandbox.control.pay("RENT-1");
    const { bytes, headers } = await got.promise;
    await sandbox.control.deliveriesSettled();
    const signature = await signPaystackBody(TEST_KEY, bytes);
    assertEquals(headers.get("x-paystack-signature"), signature);
    assertEquals(headers.get("content-type"), "application/json");
    const event = JSON.parse(new TextDecoder().decode(bytes));
    assertEquals(event.data.customer.email, "ọlá@example.com");
    assertEquals(sandbox.control.deliveries()[0]?.state, "delivered");
  } finally {
    await sandbox.close();
    await server.shutdown();
  }
});

Deno.test("a webhook that is not taken is sent again, the same, until it is", async () => {
  const said: string[] = [];
  await using sandbox = openTestSandbox({ answers: [500, 201], log: (line) => said.push(line) });
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.length, 3);
  assertEquals(new Set(sandbox.received.map(({ body }) => body)).size, 1);
  const delivery = sandbox.control.deliveries()[0];
  assertEquals(delivery?.state, "delivered");
  assertEquals(delivery?.attempts.map(({ status }) => status), [500, 201, 200]);
  assertEquals(said.length, 2);
  assertStringIncludes(said[0] ?? "", "charge.success of RENT-1 was not taken: HTTP 500");
});

Deno.test("a webhook that is never taken fails after the last retry", async () => {
  const unreachable = () => Promise.reject(new TypeError("Connection refused"));
  await using sandbox = openTestSandbox({ fetch: unreachable });
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  await sandbox.control.deliveriesSettled();
  const delivery = sandbox.control.deliveries()[0];
  assertEquals(delivery?.state, "failed");
  const errors = delivery?.attempts.map(({ status, error }) => [status, error]);
  assertEquals(errors, Array.from({ length: 3 }, () => [null, "Connection refused"]));
});

Deno.test("closing cancels a waiting retry, and nothing is sent afterwards", async () => {
  const sandbox = openTestSandbox({ answers: [500], webhookRetryDelaysMs: [600_000] });
  await sandbox.start("RENT-1");
  await sandbox.start("RENT-2");
  await sandbox.control.pay("RENT-1");
  await sandbox.close();
  await sandbox.control.pay("RENT-2");
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.control.deliveries().map(({ state }) => state), ["cancelled", "cancelled"]);
  assertEquals(sandbox.received.length, 1);
});

Deno.test("closing cancels a webhook whose receiver never answers", async () => {
  const mute: typeof fetch = (_input, init) => {
    const { promise, reject } = Promise.withResolvers<Response>();
    init?.signal?.addEventListener("abort", () => reject(new DOMException("Aborted")));
    return promise;
  };
  const sandbox = openTestSandbox({ fetch: mute });
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  await sandbox.close();
  assertEquals(sandbox.control.deliveries()[0]?.state, "cancelled");
});

Deno.test("only the newest 500 webhooks are remembered", async () => {
  await using sandbox = openTestSandbox();
  for (let n = 1; n <= 510; n++) {
    await sandbox.control.sendWebhook({ event: `test.${n}` });
  }
  await sandbox.control.deliveriesSettled();
  const events = sandbox.control.deliveries().map(({ event }) => event);
  assertEquals([events.length, events[0], events.at(-1)], [500, "test.11", "test.510"]);
});
