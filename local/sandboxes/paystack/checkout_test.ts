import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const post = { method: "POST" };

Deno.test("checkout shows amount, e-mail and reference with ways to pay, decline and cancel", async () => {
  await using sandbox = openTestSandbox({ merchantName: "Yaba <Homes>" });
  const code = await sandbox.start("RENT-1", {
    metadata: { cancel_action: "http://localhost/invoices?from=pay" },
  });
  const response = await sandbox.app.request(`/checkout/${code}`);
  assertEquals(response.status, 200);
  const page = await response.text();
  assertStringIncludes(page, '<html lang="en">');
  assertStringIncludes(page, "₦1,200,000.00");
  assertStringIncludes(page, "ada@example.com");
  assertStringIncludes(page, "Yaba &lt;Homes&gt;");
  assertStringIncludes(page, "RENT-1");
  assertStringIncludes(page, `action="${code}/pay"`);
  assertStringIncludes(page, `action="${code}/decline"`);
  assertStringIncludes(page, 'href="http://localhost/invoices?from=pay"');
  assertFalse(page.includes("<script"));
});

Deno.test("checkout escapes what callers put into a payment", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1", {
    email: `"><img/src=x>@example.com`,
    metadata: { cancel_action: "javascript:alert(1)" },
    callback_url: `http://localhost/?a="><script>alert(1)</script>`,
  });
  const page = await (await sandbox.app.request(`/checkout/${code}`)).text();
  assertStringIncludes(page, "&quot;&gt;&lt;img/src=x&gt;@example.com");
  assertFalse(page.includes("<img"));
  assertFalse(page.includes("<script"));
  assertFalse(page.includes("javascript:"));
});

Deno.test("checkout answers 404 with a page for an unknown code", async () => {
  await using sandbox = openTestSandbox();
  for (const [path, init] of [["", {}], ["/pay", post], ["/decline", post], ["/cancelled", {}]]) {
    const response = await sandbox.app.request(`/checkout/none${path}`, init as RequestInit);
    assertEquals(response.status, 404);
    assertStringIncludes(await response.text(), "not known");
  }
});

Deno.test("Pay sends the payer back with the reference and the platform a webhook", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1", { callback_url: "http://localhost/paid?lang=en" });
  const response = await sandbox.app.request(`/checkout/${code}/pay`, post);
  assertEquals(response.status, 303);
  const address = "http://localhost/paid?lang=en&reference=RENT-1&trxref=RENT-1";
  assertEquals(response.headers.get("location"), address);
  await sandbox.control.deliveriesSettled();
  const event = JSON.parse(sandbox.received[0]?.body ?? "null");
  assertEquals([event.event, event.data.status], ["charge.success", "success"]);
});

Deno.test("Pay without a callback leads to a page that says it is paid", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1");
  const response = await sandbox.app.request(`/checkout/${code}/pay`, post);
  assertEquals(response.headers.get("location"), `../${code}`);
  const page = await (await sandbox.app.request(`/checkout/${code}`)).text();
  assertStringIncludes(page, "already paid");
  assertFalse(page.includes("<form"));
  await sandbox.control.deliveriesSettled();
});

Deno.test("paying twice at the same moment pays once and sends one webhook", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1");
  const pay = () => sandbox.app.request(`/checkout/${code}/pay`, post);
  await Promise.all([pay(), pay()]);
  const paidAt = sandbox.control.transactions()[0]?.paid_at;
  assert(paidAt);
  await pay();
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.length, 1);
  assertEquals(sandbox.control.transactions()[0]?.paid_at, paidAt);
});

Deno.test("Decline fails the payment without a webhook, and trying again pays", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1");
  const response = await sandbox.app.request(`/checkout/${code}/decline`, post);
  assertEquals(response.status, 303);
  const page = await (await sandbox.app.request(`/checkout/${code}`)).text();
  assertStringIncludes(page, "Declined");
  assertStringIncludes(page, "Try again");
  const { data } = await (await sandbox.call("/transaction/verify/RENT-1")).json();
  assertEquals([data.status, data.gateway_response], ["failed", "Declined"]);
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.control.deliveries(), []);
  await sandbox.app.request(`/checkout/${code}/pay`, post);
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.control.transactions()[0]?.status, "success");
  assertEquals(sandbox.received.length, 1);
});

Deno.test("declining a paid payment leaves it paid", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1");
  await sandbox.app.request(`/checkout/${code}/pay`, post);
  await sandbox.app.request(`/checkout/${code}/decline`, post);
  assertEquals(sandbox.control.transactions()[0]?.status, "success");
  await sandbox.control.deliveriesSettled();
});

Deno.test("Cancel without any address leads to a page that offers the way back", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1");
  const page = await (await sandbox.app.request(`/checkout/${code}`)).text();
  assertStringIncludes(page, `href="${code}/cancelled"`);
  const cancelled = await (await sandbox.app.request(`/checkout/${code}/cancelled`)).text();
  assertStringIncludes(cancelled, "Nothing was charged");
  assertEquals(sandbox.control.transactions()[0]?.status, "abandoned");
});
