import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const REQUEST = { email: "ada@example.com", amount: 5_000, reference: "RENT-1" };

Deno.test("the API refuses calls without the secret key", async () => {
  await using sandbox = openTestSandbox();
  for (const path of ["/transaction", "/transaction/verify/RENT-1", "/refund", "/bank"]) {
    for (const headers of [{}, { authorization: "Bearer sk_test_other" }]) {
      const response = await sandbox.app.request(path, { headers });
      assertEquals(response.status, 401);
      assertEquals(await response.json(), { status: false, message: "Invalid key" });
    }
  }
});

Deno.test("initialize answers with a checkout address under the public address", async () => {
  await using sandbox = openTestSandbox({ publicUrl: "http://localhost/sandbox/paystack/" });
  const response = await sandbox.call("/transaction/initialize", { ...REQUEST, amount: "5000" });
  assertEquals(response.status, 200);
  const { status, message, data } = await response.json();
  assertEquals([status, message], [true, "Authorization URL created"]);
  assertEquals(data.reference, "RENT-1");
  assertMatch(data.access_code, /^[a-z0-9]{15}$/);
  const address = `http://localhost/sandbox/paystack/checkout/${data.access_code}`;
  assertEquals(data.authorization_url, address);
});

Deno.test("initialize chooses a different reference each time none is given", async () => {
  await using sandbox = openTestSandbox();
  const body = { email: REQUEST.email, amount: 5_000 };
  const first = await (await sandbox.call("/transaction/initialize", body)).json();
  const second = await (await sandbox.call("/transaction/initialize", body)).json();
  assertMatch(first.data.reference, /^T\d+$/);
  assertNotEquals(first.data.reference, second.data.reference);
});

Deno.test("initialize names what is wrong with a request and creates nothing", async () => {
  await using sandbox = openTestSandbox();
  const cases: [Record<string, unknown>, string, string][] = [
    [{ email: undefined }, "missing_params", "Email is required"],
    [{ amount: undefined }, "missing_params", "Amount is required"],
    [{ email: "ada" }, "invalid_params", "Invalid Email Address Passed"],
    [{ amount: 4_999 }, "invalid_params", "Amount must be at least 5000 kobo"],
    [{ amount: 5_000.5 }, "invalid_params", "Invalid Amount Sent"],
    [{ amount: "5e9" }, "invalid_params", "Invalid Amount Sent"],
    [{ currency: "USD" }, "invalid_params", "Currency not supported by merchant"],
    [{ callback_url: "javascript:alert(1)" }, "invalid_params", "Invalid callback URL"],
    [
      { reference: "RENT_1" },
      "invalid_params",
      "Only -, ., = and alphanumeric characters are allowed in a reference",
    ],
  ];
  for (const [change, code, message] of cases) {
    const response = await sandbox.call("/transaction/initialize", { ...REQUEST, ...change });
    assertEquals(response.status, 400, message);
    const body = await response.json();
    assertEquals([body.status, body.type], [false, "validation_error"]);
    assertEquals([body.code, body.message], [code, message]);
    assertEquals(typeof body.meta.nextStep, "string");
  }
  assertEquals(sandbox.control.transactions(), []);
});

Deno.test("initialize reads a body that is not JSON as an empty request", async () => {
  await using sandbox = openTestSandbox();
  const response = await sandbox.app.request("/transaction/initialize", {
    method: "POST",
    headers: { authorization: "Bearer sk_test_sandbox" },
    body: "{",
  });
  assertEquals((await response.json()).message, "Email is required");
});

Deno.test("initialize refuses a reference that is taken and keeps the first payment", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const response = await sandbox.call("/transaction/initialize", REQUEST);
  assertEquals(response.status, 400);
  const body = await response.json();
  assertEquals(body.code, "duplicate_reference");
  assertEquals(body.message, "Duplicate Transaction Reference");
  assertEquals(sandbox.control.transactions().map((one) => one.amount), [120_000_000]);
});

Deno.test("verify answers 404 for a reference nobody used", async () => {
  await using sandbox = openTestSandbox();
  const response = await sandbox.call("/transaction/verify/RENT-9");
  assertEquals(response.status, 404);
  assertEquals((await response.json()).status, false);
});

Deno.test("verify tells abandoned before the payment and success with card and fee after", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT=1", { metadata: { invoice: "7" } });
  const before = (await (await sandbox.call("/transaction/verify/RENT%3D1")).json()).data;
  assertEquals(before.status, "abandoned");
  assertEquals([before.paid_at, before.fees, before.authorization], [null, null, {}]);
  await sandbox.control.pay("RENT=1");
  const after = (await (await sandbox.call("/transaction/verify/RENT%3D1")).json()).data;
  assertEquals([after.status, after.domain, after.channel], ["success", "test", "card"]);
  assertEquals([after.amount, after.requested_amount], [120_000_000, 120_000_000]);
  assertEquals([after.currency, after.fees], ["NGN", 200_000]);
  assertEquals(after.metadata, { invoice: "7" });
  assertEquals(after.authorization.last4, "4081");
  assertMatch(after.paid_at, /^\d{4}-\d\d-\d\dT/);
  assertEquals(after.id, before.id);
});

Deno.test("fetch finds a transaction by id and answers 404 for others", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  const id = sandbox.control.transactions()[0]?.id;
  const found = await (await sandbox.call(`/transaction/${id}`)).json();
  assertEquals(found.data.reference, "RENT-1");
  assertEquals((await sandbox.call("/transaction/1")).status, 404);
  assertEquals((await sandbox.call("/transaction/abc")).status, 404);
});

Deno.test("list filters by status, payer, amount and time", async () => {
  let clock = Date.parse("2026-01-01T00:00:00Z");
  await using sandbox = openTestSandbox({ now: () => new Date(clock) });
  await sandbox.start("A-1");
  clock += 86_400_000;
  await sandbox.start("B-2", { email: "obi@example.com", amount: 7_000 });
  await sandbox.control.pay("B-2");
  const list = async (query: string) => {
    const body = await (await sandbox.call(`/transaction?${query}`)).json();
    return (body.data as { reference: string }[]).map((one) => one.reference);
  };
  const payer = sandbox.control.transactions()[0]?.customer.id;
  assertEquals(await list(""), ["B-2", "A-1"]);
  assertEquals(await list("status=success"), ["B-2"]);
  assertEquals(await list("status=abandoned"), ["A-1"]);
  assertEquals(await list(`customer=${payer}`), ["B-2"]);
  assertEquals(await list("amount=7000"), ["B-2"]);
  assertEquals(await list("from=2026-01-01T12:00:00Z"), ["B-2"]);
  assertEquals(await list("to=2026-01-01T12:00:00Z"), ["A-1"]);
  for (const query of ["status=paid", "from=soon", "customer=x", "perPage=0", "page=0"]) {
    assertEquals((await sandbox.call(`/transaction?${query}`)).status, 400, query);
  }
});

Deno.test("list pages by number and counts everything in the meta", async () => {
  await using sandbox = openTestSandbox();
  for (const reference of ["R-1", "R-2", "R-3"]) await sandbox.start(reference);
  const body = await (await sandbox.call("/transaction?perPage=2&page=2")).json();
  assertEquals(body.data.map((one: { reference: string }) => one.reference), ["R-1"]);
  assertEquals(body.meta, {
    total: 3,
    total_volume: 360_000_000,
    skipped: 2,
    perPage: 2,
    page: 2,
    pageCount: 2,
  });
});

Deno.test("list by cursor meets each payment once though new ones arrive meanwhile", async () => {
  await using sandbox = openTestSandbox();
  for (const n of [1, 2, 3, 4, 5]) await sandbox.start(`R-${n}`);
  const seen: string[] = [];
  let next: string | null = null;
  let previous: string | null = null;
  do {
    const cursor: string = next === null ? "" : `&next=${encodeURIComponent(next)}`;
    const path = `/transaction?use_cursor=true&perPage=2${cursor}`;
    const { data, meta } = await (await sandbox.call(path)).json();
    seen.push(...data.map((one: { reference: string }) => one.reference));
    ({ next, previous } = meta);
    if (seen.length === 2) await sandbox.start("R-6");
  } while (next !== null);
  assertEquals(seen, ["R-5", "R-4", "R-3", "R-2", "R-1"]);
  const back = `/transaction?perPage=2&previous=${encodeURIComponent(previous ?? "")}`;
  const { data } = await (await sandbox.call(back)).json();
  assertEquals(data.map((one: { reference: string }) => one.reference), ["R-3", "R-2"]);
  assertEquals((await sandbox.call("/transaction?next=nonsense")).status, 400);
});

Deno.test("each answer of the API, a refusal too, carries a request id of its own", async () => {
  await using sandbox = openTestSandbox();
  const answers = [
    await sandbox.call("/transaction"),
    await sandbox.call("/transaction"),
    await sandbox.app.request("/transaction"),
  ];
  assertEquals(answers.map(({ status }) => status), [200, 200, 401]);
  const ids = answers.map(({ headers }) => headers.get("x-paystack-request-id"));
  assertEquals(ids.includes(null), false);
  assertEquals(new Set(ids).size, 3);
});

Deno.test("initialize takes a callback of null as none", async () => {
  await using sandbox = openTestSandbox();
  const code = await sandbox.start("RENT-1", { "callback_url": null });
  const paid = await sandbox.app.request(`/checkout/${code}/pay`, { method: "POST" });
  assertEquals(paid.headers.get("location"), `../${code}`);
});
