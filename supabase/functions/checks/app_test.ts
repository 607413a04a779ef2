import { assertEquals } from "@std/assert";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";

const receipt = {
  number: "R-2026-000001",
  received_on: "2026-11-26",
  amount_kobo: 120_000_000,
  currency: "NGN",
  period_from: null,
  period_to: null,
  status: "valid",
  voided_on: null,
  refunded_kobo: 0,
};
const payment = {
  reference: "EST-1",
  status: "pending",
  amount_kobo: 500,
  currency: "NGN",
  refunded_kobo: 0,
};

function build(capacity = 100) {
  const database = fakeDatabase({
    check_receipt: ({ token }) => token === "known" ? [receipt] : [],
    payment_by_reference: ({ reference }) =>
      // More than anybody may know must not get through, whatever the database says.
      reference === "EST-1" ? [{ ...payment, payer_id: "a person" }] : [],
  });
  const app = createApp({
    database,
    limiter: createIsolateLimiter({ name: "checks", capacity, refillPerSecond: 0.001 }),
    nameCaller: (context) => Promise.resolve(context.req.header("x-forwarded-for") ?? "ip-1"),
    log: silentLog,
  });
  return {
    database,
    get: (path: string, headers: Record<string, string> = {}) =>
      app.request(`/checks${path}`, { headers }),
  };
}

Deno.test("a receipt is told by its token, to anybody, and kept by nobody", async () => {
  const { get } = build();
  const found = await get("/receipts/known");
  assertEquals([found.status, await found.json()], [200, receipt]);
  assertEquals(found.headers.get("cache-control"), "no-store");
  assertEquals(found.headers.get("access-control-allow-origin"), "*");
  const none = await get("/receipts/other");
  assertEquals([none.status, (await none.json()).code], [404, "receipt.unknown"]);
  assertEquals(none.headers.get("x-robots-tag"), "noindex");
});

Deno.test("a payment is told by its reference: status and amount, nothing else", async () => {
  const { get } = build();
  const found = await get("/payments/EST-1");
  assertEquals([found.status, await found.json()], [200, payment]);
  const none = await get("/payments/EST-2");
  assertEquals([none.status, (await none.json()).code], [404, "payment.unknown"]);
  const long = await get(`/payments/${"x".repeat(101)}`);
  assertEquals([long.status, (await long.json()).code], [422, "request.invalid"]);
});

Deno.test("who asks too often waits, others do not", async () => {
  const { get, database } = build(2);
  for (const expected of [200, 200, 429, 429]) {
    const response = await get("/payments/EST-1");
    await response.body?.cancel();
    assertEquals(response.status, expected);
  }
  const other = await get("/payments/EST-1", { "x-forwarded-for": "ip-2" });
  await other.body?.cancel();
  assertEquals([other.status, database.calls.length], [200, 3]);
});
