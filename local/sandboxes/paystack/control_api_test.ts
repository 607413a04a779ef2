import { assertEquals, assertFalse, assertNotEquals, assertStringIncludes } from "@std/assert";
import { Hono } from "hono";
import { signPaystackBody } from "./signature.ts";
import { openTestSandbox, TEST_KEY, type TestSandbox } from "./testing.ts";

const post = (sandbox: TestSandbox, path: string, body?: unknown) =>
  sandbox.app.request(`/_control${path}`, {
    method: "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

Deno.test("pay and decline over HTTP do what the buttons do", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  assertEquals((await (await post(sandbox, "/decline/RENT-1")).json()).status, "failed");
  assertEquals((await (await post(sandbox, "/pay/RENT-1")).json()).status, "success");
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.length, 1);
  const refused = await post(sandbox, "/decline/RENT-1");
  assertEquals(refused.status, 409);
  assertEquals(await refused.json(), { error: "Cannot decline RENT-1: it is success" });
  const unknown = await post(sandbox, "/pay/NONE");
  assertEquals(unknown.status, 404);
  assertEquals(await unknown.json(), { error: "Cannot pay NONE: no such transaction" });
});

Deno.test("resend repeats the very bytes of the event, even those a fault kept back", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  assertEquals((await post(sandbox, "/resend/RENT-1", { times: 2 })).status, 409);
  sandbox.control.setFault("RENT-1", { webhook: { none: true } });
  await sandbox.control.pay("RENT-1");
  assertEquals((await post(sandbox, "/resend/RENT-1", { times: 2 })).status, 200);
  assertEquals((await post(sandbox, "/resend/RENT-1")).status, 200);
  await sandbox.control.deliveriesSettled();
  const kept = sandbox.control.deliveries()[0]?.body;
  assertEquals(sandbox.received.map(({ body }) => body), Array.from({ length: 3 }, () => kept));
  assertEquals((await post(sandbox, "/resend/RENT-1", { times: 0 })).status, 400);
});

Deno.test("faults over HTTP take effect, and malformed ones are refused by name", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const fault = { webhook: { hold: true }, verifyPendingTimes: 1 };
  assertEquals((await post(sandbox, "/faults", { reference: "RENT-1", ...fault })).status, 200);
  await post(sandbox, "/pay/RENT-1");
  const verify = await (await sandbox.call("/transaction/verify/RENT-1")).json();
  assertEquals(verify.data.status, "pending");
  assertEquals(await (await post(sandbox, "/release/RENT-1")).json(), { released: 1 });
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.length, 1);
  const refused = await post(sandbox, "/faults", { reference: "RENT-1", delay: 5 });
  assertEquals(refused.status, 400);
  assertStringIncludes((await refused.json()).error, "delay");
  for (const lever of ["pay/RENT-1", "decline/RENT-1", "reset"]) {
    const strange = await post(sandbox, `/${lever}`, { amount: 5 });
    assertEquals(strange.status, 400);
    assertStringIncludes((await strange.json()).error, "amount");
  }
  assertEquals((await sandbox.app.request("/_control/transactions?status=paid")).status, 400);
  const notJson = await sandbox.app.request("/_control/faults", { method: "POST", body: "{" });
  assertEquals(notJson.status, 400);
});

Deno.test("any event can be sent with a valid or a wrong signature", async () => {
  await using sandbox = openTestSandbox();
  const event = { event: "transfer.success", data: { reference: "OUT-1" } };
  for (const signature of ["valid", "wrong"]) {
    assertEquals((await post(sandbox, "/events", { event, signature })).status, 200);
    await sandbox.control.deliveriesSettled();
  }
  const right = await signPaystackBody(TEST_KEY, new TextEncoder().encode(JSON.stringify(event)));
  assertEquals(sandbox.received[0], { body: JSON.stringify(event), signature: right });
  assertNotEquals(sandbox.received[1]?.signature, right);
  const log = await (await sandbox.app.request("/_control/deliveries")).json();
  assertEquals(log.map((one: { reference: string }) => one.reference), ["OUT-1", "OUT-1"]);
  assertEquals((await post(sandbox, "/events", { event, signature: "none" })).status, 400);
});

Deno.test("a refund moves on over HTTP", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  const { data } = await (await sandbox.call("/refund", { transaction: "RENT-1" })).json();
  const moved = await post(sandbox, `/refunds/${data.id}`, { status: "processed" });
  assertEquals((await moved.json()).status, "processed");
  assertEquals((await post(sandbox, "/refunds/7", { status: "failed" })).status, 404);
  assertEquals((await post(sandbox, `/refunds/${data.id}`, { status: "lost" })).status, 400);
});

Deno.test("the index shows every payment with its webhooks, escaped", async () => {
  await using sandbox = openTestSandbox();
  const index = async () => await (await sandbox.app.request("/_control")).text();
  assertStringIncludes(await index(), "No payment has been started yet");
  await sandbox.start("RENT-1", { email: "<b>ada</b>@example.com" });
  await post(sandbox, "/pay/RENT-1");
  await sandbox.control.deliveriesSettled();
  const page = await index();
  assertStringIncludes(page, "₦1,200,000.00");
  assertStringIncludes(page, "charge.success delivered");
  const address = sandbox.control.transactions()[0]?.authorization_url;
  assertStringIncludes(page, `<a href="${address}">RENT-1</a>`);
  assertEquals((await sandbox.app.request("/_control/")).status, 200);
  assertStringIncludes(page, "&lt;b&gt;ada");
  assertFalse(page.includes("<b>ada"));
});

Deno.test("reset over HTTP empties the sandbox, and unknown routes answer 404", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  assertEquals((await post(sandbox, "/reset")).status, 204);
  const left = await (await sandbox.app.request("/_control/transactions")).json();
  assertEquals(left, []);
  assertEquals((await sandbox.call("/charge", {})).status, 404);
});

Deno.test("the sandbox works under a mount", async () => {
  await using sandbox = openTestSandbox();
  const root = new Hono().route("/sandbox/paystack", sandbox.app);
  const code = await sandbox.start("RENT-1");
  assertEquals((await root.request("/sandbox/paystack/transaction")).status, 401);
  assertEquals((await root.request("/sandbox/paystack/_control")).status, 200);
  const paid = await root.request(`/sandbox/paystack/checkout/${code}/pay`, { method: "POST" });
  assertEquals(paid.status, 303);
  const failed = await root.request("/sandbox/paystack/_control/pay/NONE", { method: "POST" });
  assertEquals(failed.status, 404);
  await sandbox.control.deliveriesSettled();
});
