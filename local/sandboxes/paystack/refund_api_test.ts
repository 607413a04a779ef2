import { assertEquals, assertRejects } from "@std/assert";
import { ControlError } from "../control.ts";
import { openTestSandbox } from "./testing.ts";

async function paidSandbox() {
  const sandbox = openTestSandbox();
  await sandbox.start("RENT-1", { amount: 10_000 });
  await sandbox.control.pay("RENT-1");
  return sandbox;
}

Deno.test("refund without an amount returns everything, by reference or by id", async () => {
  await using sandbox = await paidSandbox();
  const response = await sandbox.call("/refund", { transaction: "RENT-1", merchant_note: "Left" });
  assertEquals(response.status, 200);
  const { status, message, data } = await response.json();
  assertEquals([status, message], [true, "Refund has been queued for processing"]);
  assertEquals([data.status, data.amount, data.currency], ["pending", 10_000, "NGN"]);
  assertEquals([data.transaction.reference, data.merchant_note], ["RENT-1", "Left"]);
  const { id } = data.transaction;
  const found = (await (await sandbox.call(`/refund/${data.id}`)).json()).data;
  assertEquals([found.id, found.transaction], [data.id, id]);
  const other = openTestSandbox();
  await other.start("RENT-2");
  await other.control.pay("RENT-2");
  const otherId = other.control.transactions()[0]?.id;
  assertEquals((await other.call("/refund", { transaction: otherId })).status, 200);
  await other.close();
});

Deno.test("refunds together never exceed what was paid", async () => {
  await using sandbox = await paidSandbox();
  const refund = async (amount: number) =>
    (await sandbox.call("/refund", { transaction: "RENT-1", amount })).status;
  assertEquals(await refund(10_001), 400);
  assertEquals(await refund(6_000), 200);
  assertEquals(await refund(4_001), 400);
  assertEquals(await refund(0), 400);
  assertEquals(await refund(0.5), 400);
  assertEquals(await refund(4_000), 200);
  assertEquals((await sandbox.call("/refund", { transaction: "RENT-1" })).status, 400);
});

Deno.test("refund names what it lacks, does not know or cannot return", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("UNPAID");
  const refuse = async (body: unknown) => {
    const response = await sandbox.call("/refund", body);
    return [response.status, (await response.json()).code];
  };
  assertEquals(await refuse({}), [400, "missing_params"]);
  assertEquals(await refuse({ transaction: "NONE" }), [404, "transaction_not_found"]);
  assertEquals(await refuse({ transaction: "UNPAID" }), [400, "invalid_params"]);
  assertEquals((await sandbox.call("/refund/7")).status, 404);
});

Deno.test("refunds are listed newest first for one transaction, page by page", async () => {
  await using sandbox = await paidSandbox();
  await sandbox.start("RENT-2");
  await sandbox.control.pay("RENT-2");
  for (const amount of [100, 200]) {
    await sandbox.call("/refund", { transaction: "RENT-1", amount });
  }
  await sandbox.call("/refund", { transaction: "RENT-2", amount: 300 });
  const list = async (query: string) => {
    const { data } = await (await sandbox.call(`/refund${query}`)).json();
    return data.map((one: { amount: number }) => one.amount);
  };
  const id = sandbox.control.transactions().find((one) => one.reference === "RENT-1")?.id;
  assertEquals(await list(""), [300, 200, 100]);
  assertEquals(await list(`?transaction=${id}`), [200, 100]);
  assertEquals(await list("?transaction=1"), []);
  assertEquals(await list("?perPage=2&page=2"), [100]);
  assertEquals(await list("?currency=USD"), []);
});

Deno.test("a processed full refund reverses the transaction and tells of each step", async () => {
  await using sandbox = await paidSandbox();
  const { data } = await (await sandbox.call("/refund", { transaction: "RENT-1" })).json();
  await sandbox.control.deliveriesSettled();
  await sandbox.control.moveRefund(data.id, "processed");
  await sandbox.control.deliveriesSettled();
  assertEquals(sandbox.control.transactions()[0]?.status, "reversed");
  const events = sandbox.received.map(({ body }) => JSON.parse(body));
  assertEquals(events.map(({ event }) => event), [
    "charge.success",
    "refund.pending",
    "refund.processed",
  ]);
  assertEquals(events[2].data.amount, "10000");
  assertEquals(events[2].data.transaction_reference, "RENT-1");
  await assertRejects(
    () => sandbox.control.moveRefund(data.id, "failed"),
    ControlError,
    "it is processed",
  );
});

Deno.test("a failed refund frees its amount, a partial one leaves the payment successful", async () => {
  await using sandbox = await paidSandbox();
  const first = await (await sandbox.call("/refund", { transaction: "RENT-1" })).json();
  await sandbox.control.moveRefund(first.data.id, "failed");
  const body = { transaction: "RENT-1", amount: 4_000 };
  const second = await (await sandbox.call("/refund", body)).json();
  await sandbox.control.moveRefund(second.data.id, "processed");
  assertEquals(sandbox.control.transactions()[0]?.status, "success");
});

Deno.test("refunds are listed between two times, and a time that is none is refused", async () => {
  let today = new Date("2026-11-01T10:00:00Z");
  await using sandbox = openTestSandbox({ now: () => today });
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  for (const day of ["2026-11-02", "2026-11-05"]) {
    today = new Date(`${day}T10:00:00Z`);
    await sandbox.call("/refund", { transaction: "RENT-1", amount: 100 });
  }
  const days = async (query: string) => {
    const { data } = await (await sandbox.call(`/refund?${query}`)).json();
    return data.map((refund: { createdAt: string }) => refund.createdAt.slice(0, 10));
  };
  assertEquals(await days("from=2026-11-03"), ["2026-11-05"]);
  assertEquals(await days("to=2026-11-03"), ["2026-11-02"]);
  assertEquals(await days("from=2026-11-01&to=2026-11-06"), ["2026-11-05", "2026-11-02"]);
  assertEquals((await sandbox.call("/refund?from=yesterday")).status, 400);
});

Deno.test("a dispute is opened by lever, told, answered by the merchant and decided by the bank", async () => {
  await using sandbox = await paidSandbox();
  const { control } = sandbox;
  const id = await control.openDispute("RENT-1", { amount: 4_000 });
  const put = async (path: string, body: unknown) =>
    (await sandbox.app.request(`/dispute/${id}${path}`, {
      method: path === "/evidence" ? "POST" : "PUT",
      headers: { authorization: "Bearer sk_test_sandbox" },
      body: JSON.stringify(body),
    })).status;
  const told = async () => (await (await sandbox.call(`/dispute/${id}`)).json()).data;
  assertEquals([(await told()).status, (await told()).refund_amount], [
    "awaiting-merchant-feedback",
    4_000,
  ]);
  assertEquals(await put("/evidence", { customer_email: "" }), 400);
  const evidence = { customer_email: "a@b.ng", customer_name: "Ada", service_details: "Rent" };
  assertEquals(await put("/evidence", evidence), 200);
  await control.remindOfDispute(id);
  assertEquals(await put("/resolve", { resolution: "perhaps" }), 400);
  assertEquals(await put("/resolve", { resolution: "declined", message: "No" }), 200);
  assertEquals(await put("/resolve", { resolution: "declined", message: "No" }), 400);
  assertEquals((await told()).status, "awaiting-bank-feedback");
  await control.decideDispute(id, "lost");
  assertEquals([(await told()).resolution, control.transactions()[0]?.status], [
    "auto-accepted",
    "reversed",
  ]);
  await assertRejects(() => control.decideDispute(id, "won"), ControlError);
  assertEquals((await (await sandbox.call("/dispute?from=2020-01-01")).json()).data.length, 1);
  assertEquals((await sandbox.call("/dispute/7")).status, 404);
  await control.deliveriesSettled();
  assertEquals(sandbox.received.map(({ body }) => JSON.parse(body).event).slice(1), [
    "charge.dispute.create",
    "charge.dispute.remind",
    "charge.dispute.resolve",
  ]);
});
