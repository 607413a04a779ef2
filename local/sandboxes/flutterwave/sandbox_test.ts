import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { openTestSandbox, TEST_HASH } from "./testing.ts";

const json = async (response: Response | Promise<Response>) => await (await response).json();
const VERIFY = "/v3/transactions/verify_by_reference?tx_ref=RENT-1";

Deno.test("the API refuses calls without the secret key, and knows no other path", async () => {
  await using sandbox = openTestSandbox();
  for (const path of ["/v3/transactions", "/v3/banks/NG", VERIFY]) {
    for (const headers of [{}, { authorization: "Bearer FLWSECK_TEST-other-X" }]) {
      const response = await sandbox.app.request(path, { headers });
      assertEquals([response.status, (await response.json()).status], [401, "error"]);
    }
  }
  assertEquals((await sandbox.call("/v4/charges")).status, 404);
});

Deno.test("payments names what is wrong with a request and opens nothing", async () => {
  await using sandbox = openTestSandbox();
  const good = { tx_ref: "RENT-1", amount: 50, customer: { email: "ada@example.com" } };
  for (
    const wrong of [
      { tx_ref: undefined },
      { amount: 0 },
      { amount: -5 },
      { amount: "fifty" },
      { amount: 50.005 },
      { currency: "USD" },
      { customer: { email: "ada" } },
      { customer: undefined },
      { redirect_url: "javascript:alert(1)" },
    ]
  ) {
    const response = await sandbox.call("/v3/payments", { ...good, ...wrong });
    assertEquals(
      [response.status, (await response.json()).status],
      [400, "error"],
      JSON.stringify(wrong),
    );
  }
  assertEquals(sandbox.control.payments(), []);
  const opened = await json(sandbox.call("/v3/payments", { ...good, amount: "1500.50" }));
  assertEquals([opened.status, opened.message], ["success", "Hosted Link"]);
  assertEquals(sandbox.control.payments()[0]?.amount, 150_050);
});

Deno.test("a person pays, or declines and tries again, and each try is a transaction with a webhook", async () => {
  await using sandbox = openTestSandbox({ merchantName: "Yaba <Homes>" });
  const path = await sandbox.start("RENT-1", { redirect_url: "http://localhost/paid?lang=en" });
  const page = await (await sandbox.app.request(path)).text();
  assertStringIncludes(page, "₦1,200,000.00");
  assertStringIncludes(page, "Yaba &lt;Homes&gt;");
  assertFalse(page.includes("<script"));
  assertEquals((await json(sandbox.call(VERIFY))).message, "No transaction was found for this id");

  const declined = await sandbox.app.request(`${path}/decline`, { method: "POST" });
  assertEquals(declined.status, 303);
  assertStringIncludes(await (await sandbox.app.request(path)).text(), "Try again");
  assertEquals((await json(sandbox.call(VERIFY))).data.status, "failed");

  const paid = await sandbox.app.request(`${path}/pay`, { method: "POST" });
  const back = new URL(paid.headers.get("location") ?? "");
  const found = (await json(sandbox.call(VERIFY))).data;
  assertEquals(Object.fromEntries(back.searchParams), {
    lang: "en",
    status: "successful",
    tx_ref: "RENT-1",
    transaction_id: String(found.id),
  });
  assertEquals([found.status, found.amount, found.app_fee], ["successful", 1_200_000, 2000]);
  // Paying again changes nothing.
  await sandbox.app.request(`${path}/pay`, { method: "POST" });
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.map((it) => [JSON.parse(it.body).data.status, it.hash]), [
    ["failed", TEST_HASH],
    ["successful", TEST_HASH],
  ]);
  const byId = await json(sandbox.call(`/v3/transactions/${found.id}/verify`));
  assertEquals(byId.data.tx_ref, "RENT-1");
});

Deno.test("a reference may have two links, each paid once, unless used ones are refused", async () => {
  await using sandbox = openTestSandbox();
  const links = [await sandbox.start("RENT-1"), await sandbox.start("RENT-1")];
  for (const link of links) await sandbox.app.request(`${link}/pay`, { method: "POST" });
  assertEquals(sandbox.control.transactions().map((it) => it.status), ["successful", "successful"]);
  sandbox.control.refusesUsedReferences = true;
  const again = { tx_ref: "RENT-1", amount: 50, customer: { email: "ada@example.com" } };
  const refused = await json(sandbox.call("/v3/payments", again));
  assertEquals([refused.status, refused.message], [
    "error",
    "A transaction with this tx_ref already exists",
  ]);
});

Deno.test("faults: other money, pending, 502 with HTML, 503 after the work, 429, silence and copies", async () => {
  await using sandbox = openTestSandbox();
  const { control } = sandbox;
  await sandbox.start("RENT-1");
  control.setFault("RENT-1", {
    amountPaid: 150_050,
    currencyPaid: "USD",
    domain: "live",
    verifyPendingTimes: 1,
    webhook: { copies: 2, wrongSignature: true },
  });
  await control.pay("RENT-1");
  await control.deliveriesSettled();
  assertEquals(sandbox.received.map((it) => it.hash), [`${TEST_HASH}-wrong`, `${TEST_HASH}-wrong`]);
  assertEquals((await json(sandbox.call(VERIFY))).data.status, "pending");
  const { data } = await json(sandbox.call(VERIFY));
  assertEquals([data.status, data.amount, data.currency], ["successful", 1500.5, "USD"]);
  assertFalse(data.flw_ref.includes("MOCK"));

  control.setFault("*", { status502Html: true });
  const html = await sandbox.call("/v3/transactions");
  assert(html.headers.get("content-type")?.startsWith("text/html"));
  assertEquals(html.status, 502);
  await html.body?.cancel();
  control.setFault("*", { rateLimited: true });
  assertEquals((await sandbox.call("/v3/banks/NG")).status, 429);
  control.setFault("*", { fail503AfterSuccess: 1 });
  const body = { tx_ref: "RENT-2", amount: 50, customer: { email: "ada@example.com" } };
  assertEquals((await sandbox.call("/v3/payments", body)).status, 503);
  assertEquals(control.payments().filter((it) => it.reference === "RENT-2").length, 1);
  control.setFault("*", {});
  control.setFault("RENT-2", { webhook: { hold: true } });
  await control.pay("RENT-2");
  assertEquals([control.release("RENT-2"), control.release("RENT-2")], [1, 0]);
  await control.deliveriesSettled();
  assertEquals(sandbox.received.at(-1)?.hash, TEST_HASH);
  await control.reset();
  assertEquals([control.payments(), control.deliveries()], [[], []]);
});

Deno.test("the list is cut into pages of ten and filtered by Nigerian day, status and reference", async () => {
  let now = new Date("2026-11-24T23:30:00Z");
  await using sandbox = openTestSandbox({ now: () => now });
  for (let n = 0; n < 23; n++) {
    await sandbox.start(`RENT-${n}`);
    await sandbox.control.pay(`RENT-${n}`);
  }
  now = new Date("2026-11-26T10:00:00Z");
  await sandbox.start("RENT-99");
  await sandbox.control.decline("RENT-99");
  const list = async (query: string) => await json(sandbox.call(`/v3/transactions?${query}`));
  // Half past eleven at night in London is the next day in Lagos.
  const day = await list("from=2026-11-25&to=2026-11-25&page=3");
  assertEquals([day.data.length, day.meta.page_info], [3, {
    total: 23,
    current_page: 3,
    total_pages: 3,
  }]);
  assertEquals((await list("from=2026-11-24&to=2026-11-24")).data, []);
  assertEquals((await list("status=failed")).data[0].tx_ref, "RENT-99");
  assertEquals((await list("&tx_ref=RENT-7")).data.length, 1);
  assertEquals((await list("from=yesterday")).status, "error");
  await sandbox.control.deliveriesSettled();
});

Deno.test("refunds go back at once, and never more than was paid", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const { id } = await sandbox.control.pay("RENT-1");
  const refund = async (amount?: number) =>
    await json(sandbox.call(`/v3/transactions/${id}/refund`, { ...(amount && { amount }) }));
  assertEquals((await refund(1_200_000.01)).status, "error");
  assertEquals((await refund(200_000.5)).data.amount_refunded, 200_000.5);
  assertEquals((await refund()).data.amount_refunded, 999_999.5);
  assertEquals((await refund(1)).status, "error");
  assertEquals((await json(sandbox.call("/v3/refunds"))).data.length, 2);
  await sandbox.control.deliveriesSettled();
});

Deno.test("the levers can be pulled over HTTP", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const pull = (path: string, body: unknown = {}) =>
    sandbox.app.request(`/_control/${path}`, { method: "POST", body: JSON.stringify(body) });
  assertEquals((await pull("faults", { reference: "RENT-1", webhook: { copies: 2 } })).status, 200);
  assertEquals((await json(pull("pay/RENT-1"))).status, "successful");
  assertEquals((await json(pull("resend/RENT-1", { times: 2 }))).length, 2);
  assertEquals((await pull("decline/RENT-1")).status, 409);
  assertEquals((await pull("pay/NEVER-WAS")).status, 404);
  assertEquals((await pull("refunds/1", { status: "processed" })).status, 404);
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.received.length, 4);
  assertStringIncludes(
    await (await sandbox.app.request("/_control")).text(),
    "Flutterwave sandbox",
  );
});

Deno.test("refunds may take their time, and tell when they have come to an end", async () => {
  await using sandbox = openTestSandbox();
  const { control } = sandbox;
  control.refundsTakeTime = true;
  await sandbox.start("RENT-1");
  const { id } = await control.pay("RENT-1");
  const refund = await json(sandbox.call(`/v3/transactions/${id}/refund`, { amount: 10 }));
  assertEquals(refund.data.status, "processing");
  await control.moveRefund(refund.data.id, "processed");
  await control.refundByHand("RENT-1", 2_000);
  await control.deliveriesSettled();
  const told = sandbox.received.slice(1).map(({ body }) => JSON.parse(body));
  assertEquals(told.map((it) => [it.AmountRefunded, it.status, it.TransactionId]), [
    [10, "completed", id],
    [20, "completed", id],
  ]);
  assertEquals((await json(sandbox.call("/v3/refunds"))).meta.page_info.total, 2);
});

Deno.test("a chargeback is raised by lever, answered by the merchant and decided by the bank", async () => {
  await using sandbox = openTestSandbox();
  const { control } = sandbox;
  await sandbox.start("RENT-1");
  await control.pay("RENT-1");
  const id = await control.openDispute("RENT-1");
  const answer = async (action: string) =>
    (await sandbox.app.request(`/v3/chargebacks/${id}`, {
      method: "PUT",
      headers: { authorization: "Bearer FLWSECK_TEST-sandbox-X" },
      body: JSON.stringify({ action, comment: "They live there" }),
    })).status;
  assertEquals(await answer("perhaps"), 400);
  assertEquals([await answer("decline"), await answer("decline")], [200, 400]);
  await control.decideDispute(id, "won");
  const [listed] = (await json(sandbox.call(`/v3/chargebacks?id=${id}`))).data;
  assertEquals([listed.status, listed.amount, listed.tx_ref], ["won", 1_200_000, "RENT-1"]);
  assertEquals((await json(sandbox.call("/v3/chargebacks?status=lost"))).data, []);
  await control.deliveriesSettled();
  assertEquals(sandbox.received.slice(1).map(({ body }) => JSON.parse(body).event), [
    "chargeback.initiated",
    "chargeback.declined",
    "chargeback.won",
  ]);
});
