import { assertEquals } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

Deno.test("the wallet is what was paid less fees, in naira, and can be told wrongly", async () => {
  await using sandbox = openTestSandbox();
  const balance = async () => (await (await sandbox.call("/v3/balances")).json()).data[0];
  assertEquals(await balance(), { currency: "NGN", available_balance: 0, ledger_balance: 0 });
  await sandbox.start("RENT-1", { amount: 1_000 });
  await sandbox.control.pay("RENT-1");
  assertEquals((await balance()).ledger_balance, 986);
  sandbox.control.balanceSurplus = 50;
  assertEquals((await balance()).ledger_balance, 986.5);
  await sandbox.control.reset();
  assertEquals((await balance()).ledger_balance, 0);
});
