import { assertEquals } from "@std/assert";
import type { ProviderPayment } from "../_shared/payment_provider.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";

const row = { payment_id: "p1", provider: "paystack", status: "pending", asks: true, answer: null };

/** A provider that says `found`, of a payment that the database knows as `known`. */
function asking(found: ProviderPayment | Error, known: object = row) {
  let asked = 0;
  const database = fakeDatabase({
    ...fakeReliability(),
    payment_to_ask_about: () => [known],
    record_payer_asked: (p) =>
      p.answer === "failed" ? "failed" : p.gives_up === true ? "abandoned" : "pending",
  });
  const app = createApp({
    database,
    verifyToken: () => Promise.resolve({ userId: "u1", email: "a@x.ng", assurance: "aal1" }),
    providers: {
      paystack: fakeProvider({
        findPayment() {
          asked++;
          return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
        },
      }),
    },
    appUrl: "https://app.example",
    log: silentLog,
  });
  return async (body: object = { reference: "EST-1" }) => {
    const response = await app.request("/payments/asked", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer good" },
      body: JSON.stringify(body),
    });
    const { status, answer, code } = await response.json();
    const recorded = database.calls.filter(({ name }) => name === "record_payer_asked");
    return { status, answer, code, asked, recorded: recorded.map(({ parameters }) => parameters) };
  };
}

Deno.test("the provider is asked at once, and what it says is kept", async () => {
  const declined = await asking({ state: "failed", reason: "Declined" })();
  assertEquals([declined.status, declined.answer], ["failed", "failed"]);
  assertEquals(declined.recorded, [
    { payment_id: "p1", answer: "failed", reason: "Declined", gives_up: false },
  ]);
  for (
    const [found, answer] of [
      [{ state: "pending", begun: false }, "not_begun"],
      [{ state: "pending", begun: true }, "pending"],
      [{ state: "unknown" }, "unknown"],
    ] as const
  ) {
    const { status, answer: told } = await asking(found)();
    assertEquals([status, told], ["pending", answer]);
  }
  const given = await asking({ state: "unknown" })({ reference: "EST-1", gives_up: true });
  assertEquals([given.status, given.recorded[0]?.gives_up], ["abandoned", true]);
});

Deno.test("a provider that is away has said nothing", async () => {
  const away = await asking(new ProviderUnavailable("no answer", true))();
  assertEquals([away.status, away.answer, away.recorded], ["pending", "unreachable", []]);
});

Deno.test("nothing is asked of what is over, of others, or a moment ago", async () => {
  const found = { state: "unknown" } as const;
  const over = await asking(found, { ...row, status: "succeeded", asks: false })();
  assertEquals([over.status, over.answer, over.asked], ["succeeded", null, 0]);
  const again = await asking(found, { ...row, answer: "pending" })();
  assertEquals([again.answer, again.asked], ["pending", 0]);
  const nowhere = asking(found, { ...row, status: "created", asks: false, answer: "not_begun" });
  const left = await nowhere({ reference: "EST-1", gives_up: true });
  assertEquals([left.status, left.asked, left.recorded.length], ["abandoned", 0, 1]);
  const given = asking(found, { ...row, answer: "not_begun" });
  assertEquals((await given({ reference: "EST-1", gives_up: true })).asked, 1);
});

Deno.test("of a payment that is not theirs nobody hears", async () => {
  const database = fakeDatabase({ ...fakeReliability(), payment_to_ask_about: () => [] });
  const app = createApp({
    database,
    verifyToken: () => Promise.resolve({ userId: "u1", email: "a@x.ng", assurance: "aal1" }),
    providers: { paystack: fakeProvider() },
    appUrl: "https://app.example",
    log: silentLog,
  });
  const response = await app.request("/payments/asked", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer good" },
    body: JSON.stringify({ reference: "EST-1" }),
  });
  assertEquals([response.status, (await response.json()).code], [404, "payment.unknown"]);
});
