import { assertEquals } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const account = {
  account_bank: "044",
  account_number: "0690000040",
  business_name: "Ada Homes",
  business_mobile: "08000000000",
  country: "NG",
  split_type: "flat",
  split_value: 0,
  meta: [{ meta_name: "estate_key", meta_value: "k1" }],
};

Deno.test("a subaccount is made once for an account, listed with its meta, changed and deleted", async () => {
  await using sandbox = openTestSandbox();
  const call = async (path: string, body?: unknown, method?: string) =>
    await (await sandbox.call(`/v3/subaccounts${path}`, body, method)).json();
  assertEquals((await call("", { ...account, business_mobile: "" })).status, "error");
  assertEquals((await call("", { ...account, account_number: "1" })).status, "error");
  const { data } = await call("", account);
  assertEquals([data.full_name, data.subaccount_id.startsWith("RS_")], ["Alexis Sanchez", true]);
  assertEquals((await call("", account)).status, "error");
  const listed = await call("?page=1");
  assertEquals([listed.data[0].meta, listed.meta.page_info.total_pages], [account.meta, 1]);
  const moved = await call(`/${data.id}`, { account_number: "0690000031" }, "PUT");
  assertEquals(moved.data.full_name, "Forrest Green");
  assertEquals((await call(`/${data.id}`, undefined, "DELETE")).status, "success");
  assertEquals((await call(`/${data.id}`)).message, "Subaccount not found");
});

Deno.test("of a split payment the payee gets what was asked for, and the merchant the rest less the fee", async () => {
  await using sandbox = openTestSandbox();
  const { data } = await (await sandbox.call("/v3/subaccounts", account)).json();
  const open = async (reference: string, subaccounts: unknown) =>
    await (await sandbox.call("/v3/payments", {
      tx_ref: reference,
      amount: 10_000,
      currency: "NGN",
      customer: { email: "ada@example.com" },
      subaccounts,
    })).json();
  const share = { id: data.subaccount_id, transaction_charge_type: "flat_subaccount" };
  for (
    const wrong of [
      [{ ...share, id: "RS_none", transaction_charge: 1 }],
      [{ ...share, transaction_charge: 10_001 }],
      [{ ...share, transaction_charge_type: "most", transaction_charge: 1 }],
      [],
    ]
  ) assertEquals((await open("RENT-1", wrong)).status, "error");
  const fee = await (await sandbox.call("/v3/transactions/fee?amount=10000&currency=NGN")).json();
  assertEquals(fee.data.fee, 140);
  assertEquals((await open("RENT-1", [{ ...share, transaction_charge: 9_760 }])).status, "success");
  const paid = await sandbox.control.pay("RENT-1");
  assertEquals([paid.amount, paid.app_fee, paid.amount_settled], [10_000, 140, 100]);
  const { data: [balance] } = await (await sandbox.call("/v3/balances")).json();
  assertEquals(balance.ledger_balance, 100);
});
