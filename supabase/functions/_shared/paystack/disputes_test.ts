import { assertEquals, assertRejects } from "@std/assert";
import type { ProviderCall } from "../http_client.ts";
import { ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { paystackDisputes } from "./disputes.ts";

type Answer = readonly [status: number, json: unknown];

/** Gives the answers in turn. */
function desk(base: string, ...answers: Answer[]) {
  const calls: ProviderCall[] = [];
  return {
    calls,
    desk: paystackDisputes({
      base,
      headers: { authorization: "Bearer sk_test_x" },
      http: (call) => {
        calls.push(call);
        const [status, json] = answers.shift() ?? [500, {}];
        return Promise.resolve({ status, json, headers: new Headers() });
      },
    }),
  };
}
const file = {
  name: "evidence-1.pdf",
  type: "application/pdf",
  bytes: new TextEncoder().encode("%PDF"),
};
const place = (signedUrl: string): Answer => [200, { data: { signedUrl, fileName: "f1" } }];
const paystack = "https://api.paystack.example/";

Deno.test("evidence goes to the address that Paystack gives, without our key, and the answer names it", async () => {
  const { desk: it, calls } = desk(
    paystack,
    place("https://files.example/f1?X-Amz-Signature=s"),
    [200, undefined],
    [200, {}],
    [200, {}],
  );
  const name = await it.uploadEvidence?.("7/8", file);
  assertEquals(name, "f1");
  await it.answer({
    providerDisputeId: "7/8",
    answer: "contest",
    note: "They live there",
    amountKobo: 100,
    payerEmail: "a@example.ng",
    payerName: "Ada",
    serviceDetails: "Rent",
    evidenceName: name,
  });
  assertEquals(calls.map((call) => [call.method, call.url.href]), [
    ["GET", "https://api.paystack.example/dispute/7%2F8/upload_url?upload_filename=evidence-1.pdf"],
    ["PUT", "https://files.example/f1?X-Amz-Signature=s"],
    ["POST", "https://api.paystack.example/dispute/7%2F8/evidence"],
    ["PUT", "https://api.paystack.example/dispute/7%2F8/resolve"],
  ]);
  assertEquals([calls[1]?.headers, calls[1]?.bytes], [
    { "content-type": "application/pdf" },
    file.bytes,
  ]);
  assertEquals((calls[3]?.body as { uploaded_filename: string }).uploaded_filename, "f1");
});

Deno.test("a dispute that cannot be read hides none of the others", async () => {
  const told = {
    id: 9,
    status: "awaiting-merchant-feedback",
    transaction: { id: 42, reference: "EST-1", amount: 500 },
  };
  const odd = { ...told, id: 8, transaction: { ...told.transaction, amount: "much" } };
  const page = await desk(paystack, [200, { data: [odd, told] }]).desk
    .list("2026-11-01", "2026-11-30");
  assertEquals([page.disputes.map((it) => it.providerDisputeId), page.unread], [["9"], ["8"]]);
});

Deno.test("a refused file is a refusal; what cannot be read, stored or trusted is tried again", async () => {
  const upload = (...answers: Answer[]) =>
    desk(paystack, ...answers).desk.uploadEvidence!("7", file);
  await assertRejects(() => upload([400, { message: "Too large" }]), ProviderRefusal);
  for (
    const answers of [
      [[200, { data: {} }]],
      [[401, { message: "Invalid key" }]],
      [place("http://files.example/f1")],
      [place("https://files.example/f1"), [403, undefined]],
    ] satisfies Answer[][]
  ) {
    await assertRejects(() => upload(...answers), ProviderUnavailable);
  }
  for (
    const inside of [
      "https://169.254.169.254/f1",
      "https://2130706433/f1",
      "https://[::1]/f1",
      "https://localhost/f1",
      "https://kong/f1",
      "https://metadata.google.internal/f1",
      "https://files.example:8443/f1",
      "https://us@files.example/f1",
    ]
  ) {
    const { desk: it, calls } = desk(paystack, place(inside), [200, undefined]);
    await assertRejects(() => it.uploadEvidence!("7", file), ProviderUnavailable);
    assertEquals(calls.length, 1, inside);
  }
  // A sandbox is spoken to unencrypted, and keeps the files itself.
  const local = desk("http://localhost:54321/p/", place("http://localhost:54321/p/files/1"), [
    200,
    undefined,
  ]);
  assertEquals(await local.desk.uploadEvidence?.("7", file), "f1");
});
