import { assert, assertEquals, assertFalse, assertNotEquals } from "@std/assert";
import { delay } from "@std/async/delay";
import { openTestSandbox, TEST_KEY } from "./testing.ts";
import { signPaystackBody } from "./signature.ts";

const VERIFY = "/transaction/verify/RENT-1";

Deno.test("a 502 fault answers HTML, does nothing and can be limited to some calls", async () => {
  await using sandbox = openTestSandbox();
  sandbox.control.setFault("RENT-1", { status502Html: 2 });
  const request = { email: "ada@example.com", amount: 5_000, reference: "RENT-1" };
  for (const expected of [502, 502, 200]) {
    const response = await sandbox.call("/transaction/initialize", request);
    assertEquals(response.status, expected);
    const html = response.headers.get("content-type")?.startsWith("text/html");
    assertEquals(html, expected === 502);
    await response.body?.cancel();
  }
  assertEquals(sandbox.control.transactions().length, 1);
});

Deno.test("a 503 after success leaves the payment created, so the same call is a duplicate", async () => {
  await using sandbox = openTestSandbox();
  sandbox.control.setFault("RENT-1", { fail503AfterSuccess: true });
  const request = { email: "ada@example.com", amount: 5_000, reference: "RENT-1" };
  assertEquals((await sandbox.call("/transaction/initialize", request)).status, 503);
  const again = await sandbox.call("/transaction/initialize", request);
  assertEquals((await again.json()).code, "duplicate_reference");
});

Deno.test("a rate limit answers 429 with the time to wait, until it is cleared", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  sandbox.control.setFault("RENT-1", { rateLimited: true });
  const response = await sandbox.call(VERIFY);
  assertEquals(response.status, 429);
  assertEquals(response.headers.get("retry-after"), "60");
  assertEquals((await response.json()).code, "rate_limited");
  sandbox.control.setFault("RENT-1", {});
  assertEquals((await sandbox.call(VERIFY)).status, 200);
});

Deno.test("a delayed call is served late, and closing the sandbox ends the wait", async () => {
  const sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  sandbox.control.setFault("RENT-1", { delayMs: 30 });
  const started = performance.now();
  assertEquals((await sandbox.call(VERIFY)).status, 200);
  assert(performance.now() - started >= 25);
  sandbox.control.setFault("RENT-1", { delayMs: 600_000 });
  const waiting = sandbox.call(VERIFY);
  await sandbox.close();
  assertEquals((await waiting).status, 200);
});

Deno.test("a delayed call has done its work though the caller gave up waiting", async () => {
  await using sandbox = openTestSandbox();
  sandbox.control.setFault("RENT-1", { delayMs: 600_000 });
  const late = sandbox.start("RENT-1");
  sandbox.control.setFault("RENT-1", {});
  while (sandbox.control.transactions().length === 0) await delay(1);
  assertEquals((await sandbox.call(VERIFY)).status, 200);
  await sandbox.close();
  await late;
});

Deno.test("held webhooks arrive in the order in which they are released", async () => {
  for (const order of ["oldest first", "newest first"] as const) {
    // The first one is refused: its retry must not hold up or overtake the others.
    await using sandbox = openTestSandbox({ answers: [500] });
    await sandbox.start("RENT-1");
    sandbox.control.setFault("RENT-1", { webhook: { hold: true } });
    await sandbox.control.pay("RENT-1");
    const { data } = await (await sandbox.call("/refund", { transaction: "RENT-1" })).json();
    await sandbox.control.moveRefund(data.id, "processed");
    assertEquals(sandbox.control.release("RENT-1", order), 3);
    await sandbox.control.deliveriesSettled();
    const events = sandbox.received.map(({ body }) => JSON.parse(body).event as string);
    const oldestFirst = ["charge.success", "refund.pending", "refund.processed"];
    const wanted = order === "oldest first" ? oldestFirst : oldestFirst.toReversed();
    assertEquals(events.slice(0, 3), wanted);
    // The one that was not taken comes once more.
    assertEquals(events.slice(3), wanted.slice(0, 1));
  }
});

Deno.test("amount, currency and mode of a fault show in verify, list and webhook once paid", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const fault = { amountPaid: 100, currencyPaid: "USD", domain: "live" } as const;
  sandbox.control.setFault("RENT-1", fault);
  assertEquals(sandbox.control.transactions()[0]?.amount, 120_000_000);
  await sandbox.control.pay("RENT-1");
  await sandbox.control.deliveriesSettled();
  const verified = (await (await sandbox.call(VERIFY)).json()).data;
  const listed = (await (await sandbox.call("/transaction")).json()).data[0];
  const told = JSON.parse(sandbox.received[0]?.body ?? "null").data;
  for (const { amount, currency, domain, requested_amount: asked } of [verified, listed, told]) {
    assertEquals([amount, currency, domain, asked], [100, "USD", "live", 120_000_000]);
  }
});

Deno.test("verify says pending as often as the fault asks and then tells the truth", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  sandbox.control.setFault("RENT-1", { verifyPendingTimes: 2 });
  const told: [string, string | null][] = [];
  for (let n = 0; n < 3; n++) {
    const { data } = await (await sandbox.call(VERIFY)).json();
    told.push([data.status, data.paid_at === null ? null : "paid"]);
  }
  assertEquals(told, [["pending", null], ["pending", null], ["success", "paid"]]);
});

Deno.test("a fault of every reference yields to that of one, field by field", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  await sandbox.start("RENT-2");
  sandbox.control.setFault("*", { rateLimited: true, domain: "live" });
  sandbox.control.setFault("RENT-1", { rateLimited: false });
  const { data } = await (await sandbox.call(VERIFY)).json();
  assertEquals(data.domain, "live");
  assertEquals((await sandbox.call("/transaction/verify/RENT-2")).status, 429);
  assertEquals((await sandbox.call("/bank")).status, 429);
});

Deno.test("webhook faults send copies, forge the signature or stay silent", async () => {
  await using sandbox = openTestSandbox();
  const { control, received } = sandbox;
  for (const reference of ["COPIES", "FORGED", "SILENT"]) await sandbox.start(reference);
  control.setFault("COPIES", { webhook: { copies: 3 } });
  control.setFault("FORGED", { webhook: { wrongSignature: true } });
  control.setFault("SILENT", { webhook: { none: true } });
  for (const reference of ["COPIES", "FORGED", "SILENT"]) {
    await control.pay(reference);
    await control.deliveriesSettled();
  }
  const names = received.map(({ body }) => JSON.parse(body).data.reference);
  assertEquals(names, ["COPIES", "COPIES", "COPIES", "FORGED"]);
  assertEquals(new Set(received.slice(0, 3).map(({ body }) => body)).size, 1);
  for (const [n, { body, signature }] of received.entries()) {
    const right = await signPaystackBody(TEST_KEY, new TextEncoder().encode(body));
    if (n < 3) assertEquals(signature, right);
    else assertNotEquals(signature, right);
  }
  assertEquals(control.deliveries().at(-1)?.state, "withheld");
});

Deno.test("held webhooks go out when they are released, and only once", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  sandbox.control.setFault("RENT-1", { webhook: { hold: true } });
  await sandbox.control.pay("RENT-1");
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received, []);
  assertEquals(sandbox.control.deliveries()[0]?.state, "held");
  assertEquals(sandbox.control.release("OTHER"), 0);
  assertEquals(sandbox.control.release("RENT-1"), 1);
  assertEquals(sandbox.control.release("RENT-1"), 0);
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.length, 1);
});

Deno.test("reset forgets payments, faults and webhooks while ids keep growing", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const before = sandbox.control.transactions()[0]?.id ?? 0;
  sandbox.control.setFault("*", { rateLimited: true });
  await sandbox.control.pay("RENT-1");
  await sandbox.control.reset();
  assertEquals(sandbox.control.transactions(), []);
  assertEquals(sandbox.control.deliveries(), []);
  await sandbox.start("RENT-1");
  const after = sandbox.control.transactions()[0]?.id ?? 0;
  assert(after > before);
  await sandbox.control.pay("RENT-1");
  await sandbox.control.deliveriesSettled();
  assertFalse(sandbox.received.length === 0);
});
