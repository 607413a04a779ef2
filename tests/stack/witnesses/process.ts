/**
 * Runs both providers' packages against the sandboxes, in a process of its own that may reach this machine alone, and
 * prints what they were answered. What they send to their makers' hosts is turned to the sandboxes, or goes nowhere.
 */
import { EventEmitter } from "node:events";
import https from "node:https";

const [paystackUrl = "", flutterwaveUrl = ""] = Deno.args;
const { fetch } = globalThis;
const refused: string[] = [];

// paystack-sdk has its address fixed.
globalThis.fetch = (input, init) =>
  fetch(String(input).replace(/^https:\/\/api\.paystack\.co\/?/, `${paystackUrl}/`), init);
// flutterwave-node-v3 reports to hosts of its maker, and cannot be told not to.
https.request = ((options: { hostname: string }) => {
  refused.push(options.hostname);
  const request = Object.assign(new EventEmitter(), {
    setTimeout: () => request,
    write: () => true,
    destroy: () => request,
    end: () => queueMicrotask(() => request.emit("error", new Error("goes nowhere"))),
  });
  return request;
}) as unknown as typeof https.request;

/** The packages tell their types wrongly or not at all. */
// deno-lint-ignore no-explicit-any -- see above
type Untyped = any;
const { default: Paystack } = await import("paystack-sdk") as Untyped;
const { default: Flutterwave } = await import("flutterwave-node-v3/index.js") as Untyped;
const { default: Base } = await import("flutterwave-node-v3/lib/rave.base.js") as Untyped;

/** What a call gave, or how it was refused. */
async function outcome(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const { name, status, body, message } = error as Record<string, unknown>;
    return { name, status, body, message };
  }
}
const pay = async (page: string) => {
  const paid = await fetch(`${page}/pay`, { method: "POST", redirect: "manual" });
  await paid.body?.cancel();
};

const paystack = new Paystack("sk_test_witness");
const initialized = await paystack.transaction.initialize({
  email: "ada@example.com",
  amount: "150050",
  reference: "WITNESS-1",
});
await pay(initialized.data.authorization_url);
const verified = await paystack.transaction.verify("WITNESS-1");
const recipient = await paystack.recipient.create({
  type: "nuban",
  name: "Ada Obi",
  account_number: "0022728151",
  bank_code: "063",
  currency: "NGN",
});
const told: Record<string, unknown> = {
  "paystack initialize": initialized,
  "paystack initialize again": await outcome(() =>
    paystack.transaction.initialize({
      email: "ada@example.com",
      amount: "150050",
      reference: "WITNESS-1",
    })
  ),
  "paystack verify": verified,
  "paystack verify unknown": await outcome(() => paystack.transaction.verify("NEVER-WAS")),
  "paystack list": await paystack.transaction.list({ perPage: 10, page: 1, status: "success" }),
  "paystack refund": await paystack.refund.create({ transaction: "WITNESS-1", amount: 50 }),
  "paystack recipient": recipient,
  "paystack transfer": await paystack.transfer.initiate({
    source: "balance",
    amount: 100_000,
    recipient: recipient.data.recipient_code,
    reference: "witness-transfer-1",
    reason: "Rent",
  }),
  "paystack transfer again": await outcome(() =>
    paystack.transfer.initiate({
      source: "balance",
      amount: 100_000,
      recipient: recipient.data.recipient_code,
      reference: "witness-transfer-1",
      reason: "Rent",
    })
  ),
  "paystack transfer verify unknown": await outcome(() =>
    paystack.transfer.verify("never-was-one")
  ),
  "paystack transfer verify": await paystack.transfer.verify("witness-transfer-1"),
  "paystack subaccount": await paystack.subAccount.create({
    business_name: "Ada Homes",
    settlement_bank: "063",
    account_number: "0022728151",
    percentage_charge: 0,
  }),
  "paystack subaccounts": await paystack.subAccount.list({ perPage: 10, page: 1 }),
  "paystack subaccount of no account": await outcome(() =>
    paystack.subAccount.create({
      business_name: "Ada Homes",
      settlement_bank: "063",
      account_number: "0000000001",
      percentage_charge: 0,
    })
  ),
  "paystack banks": await paystack.misc.banks({ country: "nigeria", perPage: 50, page: 1 }),
  "paystack resolve": await paystack.verification.resolveAccount({
    account_number: "0022728151",
    bank_code: "063",
  }),
  "paystack resolve unknown": await outcome(() =>
    paystack.verification.resolveAccount({ account_number: "0000000001", bank_code: "063" })
  ),
};

const keys = ["FLWPUBK_TEST-witness-X", "FLWSECK_TEST-witness-X"];
const flutterwave = new Flutterwave(...keys, `${flutterwaveUrl}/`);
// It has no method for the hosted checkout; its own way of asking does all the same.
const hosted = (await new Base(...keys, `${flutterwaveUrl}/`).request("v3/payments", {
  method: "POST",
  tx_ref: "WITNESS-2",
  amount: 1500.5,
  currency: "NGN",
  redirect_url: "http://localhost/paid",
  customer: { email: "ada@example.com" },
})).body;
await pay(hosted.data.link);
const byReference = await flutterwave.Transaction.verify_by_tx({ tx_ref: "WITNESS-2" });
const transfer = await flutterwave.Transfer.initiate({
  account_bank: "044",
  account_number: "0690000040",
  amount: 1000,
  currency: "NGN",
  narration: "Rent",
  reference: "witness-transfer-2_PMCK",
});
const newSubaccount = {
  account_bank: "044",
  account_number: "0690000040",
  business_name: "Ada Homes",
  business_email: "ada@example.com",
  business_mobile: "08000000000",
  country: "NG",
  split_type: "percentage",
  split_value: 0.1,
};
const subaccount = await flutterwave.Subaccount.create(newSubaccount);
Object.assign(told, {
  "flutterwave payments": hosted,
  "flutterwave verify by reference": byReference,
  "flutterwave verify": await flutterwave.Transaction.verify({ id: byReference.data.id }),
  "flutterwave verify unknown": await flutterwave.Transaction.verify({ id: 1 }),
  "flutterwave list": await flutterwave.Transaction.fetch({ tx_ref: "WITNESS-2" }),
  "flutterwave refund": await flutterwave.Transaction.refund({
    id: String(byReference.data.id),
    amount: 500.5,
  }),
  "flutterwave subaccount": subaccount,
  "flutterwave subaccount again": await flutterwave.Subaccount.create(newSubaccount),
  "flutterwave subaccounts": await flutterwave.Subaccount.fetch_all({}),
  "flutterwave subaccount deleted": await flutterwave.Subaccount.delete({
    id: String(subaccount.data.id),
  }),
  "flutterwave transfer": transfer,
  "flutterwave transfer again": await flutterwave.Transfer.initiate({
    account_bank: "044",
    account_number: "0690000040",
    amount: 1000,
    currency: "NGN",
    narration: "Rent",
    reference: "witness-transfer-2_PMCK",
  }),
  "flutterwave transfers": await flutterwave.Transfer.fetch({ page: "1" }),
  "flutterwave transfer fetched": await flutterwave.Transfer.get_a_transfer({
    id: transfer.data.id,
  }),
  "flutterwave banks": await flutterwave.Bank.country({ country: "NG" }),
  "flutterwave resolve": await flutterwave.Misc.verify_Account({
    account_number: "0690000032",
    account_bank: "044",
  }),
  "flutterwave resolve unknown": await flutterwave.Misc.verify_Account({
    account_number: "0000000000",
    account_bank: "044",
  }),
  "hosts that were to be told": [...new Set(refused)],
});
console.log(JSON.stringify(told));
Deno.exit(0);
