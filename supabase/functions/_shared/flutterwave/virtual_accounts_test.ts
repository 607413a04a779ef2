import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { flutterwaveAccounts } from "./virtual_accounts.ts";

function asked(status: number, json: unknown) {
  const calls: ProviderCall[] = [];
  const accounts = flutterwaveAccounts(
    (call) => {
      calls.push(call);
      return Promise.resolve({ status, json, headers: new Headers() });
    },
    "https://api.example/v3/",
    {},
  );
  const request = {
    reference: "EST-1",
    amountKobo: 150_050,
    payerEmail: "a@example.ng",
  };
  return { calls, answer: () => accounts.openFor!(request) };
}
const given = (changes: Record<string, unknown> = {}) => ({
  status: "success",
  data: {
    response_code: "02",
    account_number: "7824822527",
    bank_name: "WEMA BANK",
    amount: "1500.50",
    expiry_date: "2026-11-27 13:30:00",
    ...changes,
  },
});

Deno.test("an account number is asked for one payment, without a BVN, in naira", async () => {
  const { calls, answer } = asked(200, given());
  assertEquals(await answer(), {
    bankName: "WEMA BANK",
    accountNumber: "7824822527",
    // Without a zone it is Nigeria's.
    expiresAt: "2026-11-27T12:30:00.000Z",
  });
  assertEquals([calls[0]?.url.href, calls[0]?.body], [
    "https://api.example/v3/virtual-account-numbers",
    {
      email: "a@example.ng",
      tx_ref: "EST-1",
      amount: 1500.5,
      currency: "NGN",
      is_permanent: false,
      narration: "Payment EST-1",
    },
  ]);
  assertEquals(
    (await asked(
      200,
      given({ expiry_date: "2026-11-27T13:30:00.000Z", amount: 1500.5 }),
    ).answer())
      .expiresAt,
    "2026-11-27T13:30:00.000Z",
  );
});

Deno.test("what is refused is a refusal; another amount, or what cannot be read, is nobody's account", async () => {
  await assertRejects(
    asked(400, { status: "error", message: "email is required" }).answer,
    ProviderRefusal,
  );
  for (
    const [status, json] of [
      [200, given({ amount: 1521 })],
      [200, given({ expiry_date: "soon" })],
      [200, given({ account_number: "12" })],
      [200, { status: "success", data: null }],
      [401, { status: "error", message: "Invalid key" }],
    ] as const
  ) {
    await assertRejects(asked(status, json).answer, ProviderUnavailable);
  }
});
