import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { TransferNotSent, UnknownAccount } from "../transfer_provider.ts";
import { createPaystackTransfers } from "./transfers.ts";

type Answer = [status: number, json: unknown] | Error;

/** Answers by the path that is asked, without what is behind it. */
function paystack(answers: Readonly<Record<string, Answer>>) {
  const calls: ProviderCall[] = [];
  const transfers = createPaystackTransfers({
    base: "http://sandbox.example/",
    headers: {},
    environment: "test",
    http: (call) => {
      calls.push(call);
      const path = call.url.pathname.replace(/\/est-.*/, "");
      const answer = answers[path] ?? new Error(`not asked: ${path}`);
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ status: answer[0], json: answer[1], headers: new Headers() });
    },
  });
  return { transfers, calls };
}
const reference = "est-0190a6f0-0000-7000-8000-000000000001";
const request = {
  reference,
  amountKobo: 150_050,
  bankCode: "057",
  accountNumber: "0000000000",
  accountName: "ADA",
  note: "Rent",
};
const recipient: Answer = [201, { status: true, data: { recipient_code: "RCP_1" } }];
const told = (status: string, more = {}) => ({
  status: true,
  data: { id: 9, domain: "test", reference, amount: 150_050, status, ...more },
});

Deno.test("a transfer goes to the account's recipient under our reference", async () => {
  const { transfers, calls } = paystack({
    "/transferrecipient": recipient,
    "/transfer": [200, told("pending")],
  });
  assertEquals(await transfers.sendTransfer(request), {
    state: "pending",
    providerTransferId: "9",
    amountKobo: 150_050,
    feeKobo: undefined,
    paidAt: undefined,
    reason: "pending",
    environment: "test",
  });
  assertEquals(calls.map((it) => it.body), [
    {
      type: "nuban",
      name: "ADA",
      account_number: "0000000000",
      bank_code: "057",
      currency: "NGN",
    },
    {
      source: "balance",
      amount: 150_050,
      recipient: "RCP_1",
      reference,
      reason: "Rent",
      currency: "NGN",
    },
  ]);
});

Deno.test("every status is read as what follows from it", async () => {
  for (
    const [status, state] of [
      ["success", "paid"],
      ["failed", "failed"],
      ["reversed", "reversed"],
      ["otp", "needs_person"],
      ["abandoned", "needs_person"],
      ["received", "pending"],
      ["processing", "pending"],
    ]
  ) {
    const { transfers } = paystack({
      "/transfer/verify": [200, told(status as string, { fee_charged: 1_000 })],
    });
    const found = await transfers.findTransfer(reference);
    assertEquals([found?.state, found?.feeKobo], [state, 1_000]);
  }
  const unknown = paystack({ "/transfer/verify": [404, { status: false, message: "x" }] });
  assertEquals(await unknown.transfers.findTransfer(reference), undefined);
  const another = paystack({
    "/transfer/verify": [200, told("success", { reference: "est-another" })],
  });
  await assertRejects(() => another.transfers.findTransfer(reference), ProviderUnavailable);
});

Deno.test("what surely was not sent is told from what nobody knows", async () => {
  const nowhere: Answer = [404, { status: false, message: "Transfer not found" }];
  const send = (answers: Record<string, Answer>) =>
    paystack({ "/transferrecipient": recipient, "/transfer/verify": nowhere, ...answers })
      .transfers.sendTransfer(request);
  const kindOf = async (answers: Record<string, Answer>) =>
    (await assertRejects(() => send(answers), TransferNotSent)).kind;
  const refusal = (status: number, message: string): Answer => [status, { status: false, message }];
  assertEquals(
    await kindOf({ "/transfer": refusal(400, "Your balance is not enough") }),
    "insufficient",
  );
  assertEquals(await kindOf({ "/transfer": refusal(400, "Recipient is invalid") }), "refused");
  assertEquals(await kindOf({ "/transfer": refusal(401, "Invalid key") }), "not_sent");
  assertEquals(
    await kindOf({ "/transferrecipient": refusal(400, "Bank is invalid") }),
    "refused",
  );
  assertEquals(
    await kindOf({ "/transferrecipient": new ProviderUnavailable("no answer", true) }),
    "not_sent",
    "of a recipient that may have been made nobody was paid",
  );
  assertEquals(
    await kindOf({ "/transfer": new ProviderUnavailable("too many", false) }),
    "not_sent",
  );
  await assertRejects(
    () => send({ "/transfer": new ProviderUnavailable("no answer", true) }),
    ProviderUnavailable,
  );
  // An earlier try has used the reference: what it made is what there is.
  const known = await send({
    "/transfer": refusal(400, "Please provide a unique reference"),
    "/transfer/verify": [200, told("success")],
  });
  assertEquals(known.state, "paid");
  await assertRejects(
    () =>
      send({
        "/transfer": refusal(400, "Please provide a unique reference"),
        "/transfer/verify": new ProviderUnavailable("no answer", true),
      }),
    ProviderUnavailable,
  );
});

Deno.test("banks are read to the last page, and a name is the bank's own", async () => {
  let page = 0;
  const transfers = createPaystackTransfers({
    base: "http://sandbox.example/",
    headers: {},
    environment: "test",
    http: () => {
      page += 1;
      return Promise.resolve({
        status: 200,
        headers: new Headers(),
        json: {
          data: [{ code: `0${page}`, name: `Bank ${page}`, slug: "x" }],
          meta: { next: page < 3 ? `c${page}` : null },
        },
      });
    },
  });
  assertEquals((await transfers.listBanks()).map((it) => it.code), ["01", "02", "03"]);
  const resolve = (status: number, json: unknown) =>
    paystack({ "/bank/resolve": [status, json] }).transfers.resolveAccount(request);
  assertEquals(await resolve(200, { data: { account_name: "ADA OBI" } }), {
    accountName: "ADA OBI",
  });
  await assertRejects(() => resolve(422, { message: "Could not resolve" }), UnknownAccount);
  await assertRejects(() => resolve(200, {}), ProviderUnavailable);
});
