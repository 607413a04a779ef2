import { assertEquals } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

Deno.test("the balance is what was paid less fees, refunds and what was settled", async () => {
  await using sandbox = openTestSandbox();
  const balance = async () => (await (await sandbox.call("/balance")).json()).data;
  assertEquals(await balance(), [{ currency: "NGN", balance: 0 }]);
  await sandbox.start("RENT-1", { amount: 100_000 });
  await sandbox.control.pay("RENT-1");
  assertEquals((await balance())[0].balance, 98_500);
  await sandbox.call("/refund", { transaction: "RENT-1", amount: 20_000 });
  assertEquals((await balance())[0].balance, 78_500);
  sandbox.control.settle();
  assertEquals((await balance())[0].balance, -20_000);
  sandbox.control.bendBalance(7);
  assertEquals((await balance())[0].balance, -19_993);
  await sandbox.control.reset();
  assertEquals((await balance())[0].balance, 0);
  assertEquals((await sandbox.app.request("/balance")).status, 401);
});
