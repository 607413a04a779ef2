import { assertEquals, assertRejects } from "@std/assert";
import { ControlError } from "../control.ts";
import { openTestSandbox } from "./testing.ts";

Deno.test("an account number takes its amount once, until its time is up", async () => {
  const clock = { at: Date.parse("2026-11-27T12:00:00Z") };
  await using sandbox = openTestSandbox({ now: () => new Date(clock.at) });
  const ask = (changes: Record<string, unknown> = {}) =>
    sandbox.call("/v3/virtual-account-numbers", {
      email: "ada@example.com",
      tx_ref: "RENT-1",
      amount: 1200,
      currency: "NGN",
      is_permanent: false,
      ...changes,
    });
  for (
    const wrong of [{ email: "ada" }, { tx_ref: "" }, { amount: null }, {
      currency: "USD",
    }, {
      is_permanent: true,
    }]
  ) assertEquals((await ask(wrong)).status, 400);
  const { data } = await (await ask()).json();
  assertEquals([data.amount, data.expiry_date], [
    1200,
    "2026-11-27T13:00:00.000Z",
  ]);
  const credit = (kobo: number) => sandbox.control.credit(data.account_number, kobo);
  await assertRejects(() => credit(119_999), ControlError);
  await assertRejects(
    () => sandbox.control.credit("0000000000", 120_000),
    ControlError,
  );
  assertEquals(await credit(120_000), { reference: "RENT-1" });
  const verified = await (await sandbox.call(
    "/v3/transactions/verify_by_reference?tx_ref=RENT-1",
  )).json();
  assertEquals([verified.data.status, verified.data.payment_type], [
    "successful",
    "bank_transfer",
  ]);
  const { data: late } = await (await ask({ tx_ref: "RENT-2" })).json();
  clock.at += 3_600_000;
  await assertRejects(
    () => sandbox.control.credit(late.account_number, 120_000),
    ControlError,
  );
});
