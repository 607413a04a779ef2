import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { createFlutterwave } from "./adapter.ts";

type Answer = [status: number, json: unknown];

/** Answers one after the other. */
function flutterwave(...answers: readonly Answer[]) {
  const calls: ProviderCall[] = [];
  const left = [...answers];
  const provider = createFlutterwave({
    baseUrl: "http://sandbox.example/v3",
    secretKey: "FLWSECK_TEST-x-X",
    admits: () => Promise.resolve(true),
    contactPhone: "+2348000000000",
    http: (call) => {
      calls.push(call);
      const [status, json] = left.shift() ?? [500, undefined];
      return Promise.resolve({ status, json, headers: new Headers() });
    },
  });
  return { provider, calls, subaccounts: provider.subaccounts! };
}
const request = {
  key: "k1",
  businessName: "Ada Homes",
  email: "settlements@app.example",
  bankCode: "044",
  accountNumber: "0690000040",
};
const row = (more = {}) => ({
  id: 7,
  subaccount_id: "RS_7",
  account_number: "0690000040",
  meta: [{ meta_name: "estate_key", meta_value: "k1" }],
  ...more,
});
const ok = (data: unknown, more = {}): Answer => [200, { status: "success", data, ...more }];
const no = (message: string, status = 400): Answer => [status, { status: "error", message }];

Deno.test("a subaccount is made under our key, and is both its number and its code", async () => {
  const { subaccounts, calls } = flutterwave(ok(row()));
  assertEquals(await subaccounts.create(request), { code: "7:RS_7", lastFour: "0040" });
  const { business_mobile, country, split_type, split_value, meta } = calls[0]?.body as Record<
    string,
    unknown
  >;
  assertEquals([business_mobile, country, split_type, split_value, meta], [
    "+2348000000000",
    "NG",
    "flat",
    0,
    [{ meta_name: "estate_key", meta_value: "k1" }],
  ]);
  await assertRejects(
    () => flutterwave(no("A subaccount already exists")).subaccounts.create(request),
    ProviderRefusal,
  );
  const error = await assertRejects(
    () => flutterwave([200, {}]).subaccounts.create(request),
    ProviderUnavailable,
  );
  assertEquals(error.outcomeUnknown, true);
});

Deno.test("it is found by our key on any page, whatever else stands in the list", async () => {
  const meta = { page_info: { total_pages: 2 } };
  const found = flutterwave(ok([row({ meta: null })], { meta }), ok([row()], { meta }));
  assertEquals((await found.subaccounts.find("k1")).found?.code, "7:RS_7");
  const absent = flutterwave(ok([row()], { meta }), ok([], { meta }));
  assertEquals(await absent.subaccounts.find("k2"), { found: undefined, provesAbsence: true });
});

Deno.test("it is pointed elsewhere by its number and deleted; one that is gone is said to be", async () => {
  const { subaccounts, calls } = flutterwave(
    ok(row()),
    ok(null),
    no("Subaccount not found"),
    no("Subaccount not found"),
    no("Busy"),
  );
  assertEquals(await subaccounts.update("7:RS_7", request), { code: "7:RS_7", lastFour: "0040" });
  assertEquals(await subaccounts.close("7:RS_7"), "deleted");
  assertEquals(await subaccounts.update("7:RS_7", request), undefined);
  assertEquals(await subaccounts.close("7:RS_7"), "deleted");
  await assertRejects(() => subaccounts.close("7:RS_7"), ProviderRefusal);
  assertEquals(calls[0]?.url.pathname, "/v3/subaccounts/7");
});

Deno.test("the payee's share goes along in naira, and what Flutterwave will keep is asked", async () => {
  const { provider, calls } = flutterwave(
    ok({ fee: 1400.255 }),
    ok({ link: "https://pay.example/1" }),
  );
  assertEquals(await provider.subaccounts?.quoteFees?.(10_000_050), 140_026);
  assertEquals(calls[0]?.url.searchParams.get("amount"), "100000.5");
  await provider.openCheckout({
    reference: "EST-1",
    amountKobo: 10_000_050,
    currency: "NGN",
    payerEmail: "a@example.ng",
    returnUrl: undefined,
    split: { subaccountCode: "7:RS_7", platformFeeKobo: 100_000, payeeKobo: 9_760_025 },
  });
  assertEquals((calls[1]?.body as { subaccounts: unknown }).subaccounts, [{
    id: "RS_7",
    transaction_charge_type: "flat_subaccount",
    transaction_charge: 97_600.25,
  }]);
});

Deno.test("without somebody to call, nothing is paid straight", () => {
  const provider = createFlutterwave({
    baseUrl: "http://sandbox.example/v3",
    secretKey: "FLWSECK_TEST-x-X",
    admits: () => Promise.resolve(true),
    http: () => Promise.reject(new Error("not asked")),
  });
  assertEquals(provider.subaccounts, undefined);
});
