import { assertEquals } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const account = {
  business_name: "Ada Homes",
  settlement_bank: "057",
  account_number: "0000000000",
  percentage_charge: 0,
};

Deno.test("a subaccount is made, listed, fetched, changed and closed, with documented refusals", async () => {
  await using sandbox = openTestSandbox();
  const put = async (code: string, body: unknown) =>
    await (await sandbox.call(`/subaccount/${code}`, body, "PUT")).json();
  for (
    const [changes, message] of [
      [{ business_name: undefined }, "business_name is required"],
      [{ settlement_bank: "XXX" }, "Settlement Bank is invalid"],
      [{ account_number: "0000000001" }, "Account details are invalid"],
    ] as const
  ) {
    const refused = await sandbox.call("/subaccount", { ...account, ...changes });
    assertEquals([refused.status, (await refused.json()).message], [400, message]);
  }
  const made = await sandbox.call("/subaccount", account);
  const { data } = await made.json();
  assertEquals([made.status, data.account_name, data.active], [201, "ZENITH TEST", true]);
  const listed = await (await sandbox.call("/subaccount?perPage=1&page=1")).json();
  assertEquals([listed.data[0].subaccount_code, listed.meta.pageCount], [data.subaccount_code, 1]);
  const moved = await put(data.subaccount_code, {
    settlement_bank: "063",
    account_number: "0022728151",
  });
  assertEquals(moved.data.account_name, "WES GIBBONS");
  assertEquals((await put(data.subaccount_code, { active: false })).data.active, false);
  assertEquals((await sandbox.call("/subaccount/ACCT_none")).status, 404);
  assertEquals((await sandbox.app.request("/subaccount")).status, 401);
});

Deno.test("a split payment is shared out, settled to each side, and only ours is in the balance", async () => {
  await using sandbox = openTestSandbox();
  const { data: { subaccount_code: subaccount } } = await (await sandbox.call(
    "/subaccount",
    account,
  )).json();
  const split = { subaccount, transaction_charge: 10_000, bearer: "subaccount" };
  const refusal = async (changes: Record<string, unknown>) =>
    (await (await sandbox.call("/transaction/initialize", {
      email: "ada@example.com",
      amount: 1_000_000,
      ...split,
      ...changes,
    })).json()).message;
  assertEquals(await refusal({ subaccount: "ACCT_none" }), "Subaccount code is invalid");
  assertEquals(
    await refusal({ transaction_charge: 1_000_000 }),
    "Transaction charge cannot be more than the amount",
  );
  await sandbox.start("RENT-1", { amount: 1_000_000, ...split });
  await sandbox.start("RENT-2", { amount: 1_000_000 });
  await sandbox.control.pay("RENT-1");
  await sandbox.control.pay("RENT-2");
  const told = (await (await sandbox.call("/transaction/verify/RENT-1")).json()).data;
  assertEquals(told.subaccount.subaccount_code, subaccount);
  assertEquals(told.fees_split, {
    paystack: 25_000,
    integration: 10_000,
    subaccount: 965_000,
    params: { bearer: "subaccount", transaction_charge: "10000", percentage_charge: "0" },
  });
  const balance = async () => (await (await sandbox.call("/balance")).json()).data[0].balance;
  assertEquals(await balance(), 10_000 + 975_000);
  assertEquals(sandbox.control.settleSubaccounts(), 1);
  assertEquals(sandbox.control.settleSubaccounts(), 0);
  assertEquals(await balance(), 985_000, "theirs is not ours");
  sandbox.control.settle();
  assertEquals(await balance(), 0);
  const settled = async (query: string) =>
    (await (await sandbox.call(`/settlement?${query}`)).json()).data.map((
      it: { total_processed: number },
    ) => it.total_processed);
  assertEquals(await settled("subaccount=none"), [1_010_000]);
  assertEquals(await settled(`subaccount=${subaccount}`), [965_000]);
  await sandbox.call("/refund", { transaction: "RENT-1", amount: 500_000 });
  assertEquals(await balance(), -500_000, "what goes back comes out of ours");
});
