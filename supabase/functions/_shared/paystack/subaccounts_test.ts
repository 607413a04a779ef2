import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { createPaystack } from "./adapter.ts";
import { paystackSubaccounts, splitOf } from "./subaccounts.ts";

type Answer = [status: number, json: unknown];

/** Answers one after the other. */
function paystack(...answers: readonly Answer[]) {
  const calls: ProviderCall[] = [];
  const left = [...answers];
  const http = (call: ProviderCall) => {
    calls.push(call);
    const [status, json] = left.shift() ?? [500, undefined];
    return Promise.resolve({ status, json, headers: new Headers() });
  };
  return { http, calls, subaccounts: paystackSubaccounts(http, "http://sandbox.example/", {}) };
}
const request = {
  key: "k1",
  businessName: "Ada Homes",
  email: "settlements@app.example",
  bankCode: "057",
  accountNumber: "0123456789",
};
const made = (more = {}) => ({
  status: true,
  data: { subaccount_code: "ACCT_1", account_number: "0123456789", ...more },
});

Deno.test("a subaccount is made with nothing for us but what each payment says, under our key", async () => {
  const { subaccounts, calls } = paystack([201, made()]);
  assertEquals(await subaccounts.create(request), { code: "ACCT_1", lastFour: "6789" });
  assertEquals(calls.map((it) => [it.method, it.url.pathname, it.body]), [["POST", "/subaccount", {
    business_name: "Ada Homes",
    settlement_bank: "057",
    account_number: "0123456789",
    percentage_charge: 0,
    primary_contact_email: "settlements@app.example",
    description: "Estate k1",
  }]]);
});

Deno.test("a refusal is one, and what cannot be read may have been made", async () => {
  const refused = { status: false, message: "Account details are invalid" };
  await assertRejects(
    () => paystack([400, refused]).subaccounts.create(request),
    ProviderRefusal,
    "Account details are invalid",
  );
  for (const [answer, unknown] of [[[200, {}], true], [[401, refused], false]] as const) {
    const error = await assertRejects(
      () => paystack(answer as Answer).subaccounts.create(request),
      ProviderUnavailable,
    );
    assertEquals(error.outcomeUnknown, unknown);
  }
});

Deno.test("it is found by our key on any page, and proved absent by the last", async () => {
  const page = (description: string | null): Answer => [200, {
    data: [{ subaccount_code: "ACCT_2", account_number: "0000001111", description }],
    meta: { pageCount: 2 },
  }];
  const found = paystack(page(null), page("Estate k1"));
  assertEquals(await found.subaccounts.find("k1"), {
    found: { code: "ACCT_2", lastFour: "1111" },
    provesAbsence: false,
  });
  assertEquals(found.calls.map((it) => it.url.searchParams.get("page")), ["1", "2"]);
  assertEquals(await paystack(page("k1"), page("Estate k10")).subaccounts.find("k1"), {
    found: undefined,
    provesAbsence: true,
  });
  await assertRejects(
    () => paystack(page(null), [502, undefined]).subaccounts.find("k1"),
    ProviderUnavailable,
  );
});

Deno.test("it is pointed elsewhere and closed; one that is gone is said to be", async () => {
  const { subaccounts, calls } = paystack(
    [200, made()],
    [200, made()],
    [404, { message: "Not found" }],
    [404, { message: "Not found" }],
  );
  assertEquals(await subaccounts.update("ACCT_1", request), { code: "ACCT_1", lastFour: "6789" });
  assertEquals(await subaccounts.close("ACCT_1"), "closed");
  assertEquals(await subaccounts.update("ACCT_1", request), undefined);
  assertEquals(await subaccounts.close("ACCT_1"), "deleted");
  assertEquals(
    calls.map((it) => [it.method, it.url.pathname]),
    Array(4).fill(["PUT", "/subaccount/ACCT_1"]),
  );
  assertEquals(calls.map((it) => (it.body as { active: boolean }).active), [
    true,
    false,
    true,
    false,
  ]);
});

Deno.test("a checkout carries the split: our fee to the kobo, Paystack's out of the payee's share", async () => {
  const { http, calls } = paystack([200, { data: { authorization_url: "https://pay.example/1" } }]);
  const provider = createPaystack({
    baseUrl: "http://sandbox.example",
    secretKey: "sk_test_1",
    http,
    admits: () => Promise.resolve(true),
  });
  await provider.openCheckout({
    reference: "EST-1",
    amountKobo: 1_000_000,
    currency: "NGN",
    payerEmail: "a@example.ng",
    returnUrl: undefined,
    split: { subaccountCode: "ACCT_1", platformFeeKobo: 15_000, payeeKobo: undefined },
  });
  const { subaccount, transaction_charge, bearer } = calls[0]?.body as Record<string, unknown>;
  assertEquals([subaccount, transaction_charge, bearer], ["ACCT_1", 15_000, "subaccount"]);
});

Deno.test("how it was split is read from verify; nothing is said of a payment that was not", () => {
  const told = (more: unknown) => splitOf({ data: more });
  assertEquals(
    told({
      subaccount: { subaccount_code: "ACCT_1" },
      fees_split: { paystack: 200, integration: 10, subaccount: 9790 },
    }),
    { split: { subaccountCode: "ACCT_1", payeeKobo: 9790 } },
  );
  assertEquals(
    told({
      subaccount: { subaccount_code: "ACCT_1" },
      fees_split: '{"paystack":"200","integration":"10","subaccount":"9790"}',
      split: {},
    }),
    { split: { subaccountCode: "ACCT_1", payeeKobo: 9790 } },
  );
  for (
    const none of [
      { subaccount: {}, fees_split: null },
      {},
      { subaccount: null },
      { subaccount: [], fees_split: "", split: {} },
      { subaccount: { id: null, subaccount_code: null }, fees_split: {} },
    ]
  ) {
    assertEquals(told(none), {});
  }
});

Deno.test("a split in a shape that we do not know is none that was not made", () => {
  const code = { subaccount_code: "ACCT_1" };
  const shares = { paystack: 200, integration: 10, subaccount: 9790 };
  for (
    const [what, unread] of Object.entries({
      "no shares": { subaccount: code },
      "shares of another shape": {
        subaccount: code,
        fees_split: { shares: [{ code: "ACCT_1", amount: 9790 }] },
      },
      "a share that is no amount": { subaccount: code, fees_split: { subaccount: 97.9 } },
      "a negative share": { subaccount: code, fees_split: { subaccount: -1 } },
      "an amount in words": { subaccount: code, fees_split: { subaccount: "NGN 97.90" } },
      "shares in text that is no JSON": { subaccount: code, fees_split: "9790" },
      "only text": { subaccount: code, fees_split: "integration: 10" },
      "no account": { subaccount: {}, fees_split: shares },
      "the account as text": { subaccount: "ACCT_1", fees_split: shares },
      "an account without its code": { subaccount: { id: 37 }, fees_split: shares },
      "several accounts": { split: { split_code: "SPL_1" }, fees_split: null, subaccount: {} },
      "several accounts beside ours": { subaccount: code, fees_split: shares, split: { id: 1 } },
    })
  ) {
    assertEquals(splitOf({ data: unread }), { split: "unreadable" }, what);
  }
});
