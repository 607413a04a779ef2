import { assert, assertEquals } from "@std/assert";
import { createLog } from "../_shared/log.ts";
import {
  DuplicateReference,
  type PaymentProvider,
  ProviderRefusal,
} from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import type { CardCharge, CardChargeRequest } from "../_shared/saved_cards.ts";
import { createSealer } from "../_shared/sealed.ts";
import { type Answers, fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { autopay } from "./work/autopay.ts";
import { keepCard, placeOf } from "./work/kept_card.ts";
import { sealedAnew } from "./work/sealed_anew.ts";

const token = "AUTH_planted123";
const sealer = createSealer([testKey]);

async function run(
  answer: CardCharge | Error,
  provider: Partial<PaymentProvider> = {},
  change: Record<string, unknown> = {},
  many = 1,
) {
  const asked: CardChargeRequest[] = [];
  const lines: string[] = [];
  let left = many;
  const begun = {
    payment_id: "p1",
    provider: "paystack",
    reference: "AUT-1",
    amount_kobo: 500,
    email: "a@example.ng",
    place: "EST-1",
    sealed: await sealer.seal(token, placeOf("EST-1")),
    ...change,
  };
  const answers: Answers = {
    begin_autopay: ({ providers }) =>
      (providers as string[]).includes("paystack") && left-- > 0 ? [begun] : [],
    record_autopay_answer: ({ answer }) => answer,
    settle_checked_payment: () => "settled",
    record_payment_answer: () => "waiting",
  };
  const database = fakeDatabase(answers);
  const log = createLog((line) => lines.push(line));
  const done = await autopay.run({
    database,
    files: fakeFiles().files,
    providers: {
      paystack: fakeProvider({
        savedCards: {
          charge(request) {
            asked.push(request);
            return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
          },
        },
        findPayment: (reference) =>
          Promise.resolve({
            state: "succeeded",
            reference,
            providerTransactionId: "tx",
            amountKobo: 500,
            currency: "NGN",
            feesKobo: 7,
            channel: "card",
            paidAt: "2026-01-01T00:00:00Z",
            environment: "test",
          }),
        ...provider,
      }),
    },
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    sealer,
    log,
  }, log);
  assert(!lines.join().includes("planted"), "what charges a card is not logged");
  assert(!JSON.stringify(database.calls).includes("planted"), "nor sent to the database");
  const told = database.calls.filter((it) => it.name !== "begin_autopay")
    .map((it) => it.parameters.answer ?? it.name);
  return { done, asked, told, calls: database.calls };
}

Deno.test("a card is charged once, and what the provider confirms afterwards is settled", async () => {
  const { done, asked, told } = await run({ state: "succeeded" });
  assertEquals(done, 1);
  assertEquals(asked, [{
    reference: "AUT-1",
    amountKobo: 500,
    currency: "NGN",
    payerEmail: "a@example.ng",
    token,
  }]);
  assertEquals(told, ["unsure", "settle_checked_payment"]);
});

Deno.test("each answer leads where it should", async () => {
  for (
    const [answer, told] of [
      [{ state: "pending" }, "pending"],
      [{ state: "declined", reason: "Insufficient Funds" }, "declined"],
      [{ state: "declined", reason: "Expired Card" }, "refused"],
      [{ state: "needs_payer", confirmUrl: "https://bank.example", reason: "OTP" }, "action"],
      [new ProviderRefusal("Paystack answered 400: Authorization code is invalid"), "refused"],
      [new ProviderRefusal("Paystack answered 400: Amount is too small"), "declined"],
      [new DuplicateReference("known"), "unsure"],
      [new ProviderUnavailable("time-out", true), "unsure"],
      [new ProviderUnavailable("too many", false), "not_sent"],
      [Problem.of("upstream.circuit_open"), "not_sent"],
      [new TypeError("a mistake of ours"), "unsure"],
    ] as const
  ) assertEquals((await run(answer)).told, [told]);
});

Deno.test("a provider that is down is asked for nothing, and no payment is begun with it", async () => {
  const { calls, asked } = await run({ state: "succeeded" }, {
    isAvailable: () => Promise.resolve(false),
  });
  assertEquals(asked, []);
  assert(calls.every((it) => (it.parameters.providers as string[]).length === 0));
  // Once it does not answer it is left alone until the jobs are woken again: of five, no lane takes a second one.
  const slow = await run(new ProviderUnavailable("time-out", true), {}, {}, 50);
  assert(slow.asked.length <= 4, `${slow.asked.length}`);
});

Deno.test("a card that was taken away or whose key is gone is not charged", async () => {
  for (
    const [change, answer, noted] of [
      [{ sealed: null, place: null, email: null }, "not_sent", []],
      // Its key is here, and it does not open: staff look.
      [{ place: "EST-2" }, "unopened", ["note_unopened"]],
      [{ sealed: "gone.AAAAAAAAAAAAAAAA.AAAA" }, "unopened", []],
    ] as const
  ) {
    const { asked, told } = await run({ state: "succeeded" }, {}, change);
    assertEquals([asked, told], [[], [...noted, answer]]);
  }
});

Deno.test("a card goes to the database sealed; one that cannot be kept keeps no payment from being settled", async () => {
  const card = {
    token,
    identity: "SIG_1",
    email: "a@example.ng",
    channel: "card",
    brand: "visa",
    bank: undefined,
    lastFour: "4081",
    expiresOn: "2030-12-31",
  };
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  const database = fakeDatabase({ save_authorization: () => true });
  await keepCard({ database, sealer, log }, "paystack", "EST-1", card);
  const { sealed, fingerprint } = database.calls[0]?.parameters ?? {};
  assertEquals(await sealer.open(String(sealed), placeOf("EST-1")), token);
  assert(/^[0-9a-f]{64}$/.test(String(fingerprint)));
  assert(!JSON.stringify(database.calls).includes("planted"));

  const odd = fakeDatabase({
    save_authorization: () => {
      throw Problem.of("database.invalid", { cause: new Error(`Failing row contains ${token}`) });
    },
  });
  await keepCard({ database: odd, sealer, log }, "paystack", "EST-1", card);
  assertEquals(lines.length, 1);
  assert(!lines.join().includes("planted"));
});

Deno.test("after a rotation what is dated is sealed by the new key", async () => {
  const newer = { id: "newer", bytes: new Uint8Array(32).fill(9) };
  const sealed = await sealer.seal(token, placeOf("EST-1"));
  const rows = [
    { authorization_id: "a1", place: "EST-1", sealed },
    { authorization_id: "a2", place: "EST-2", sealed },
  ];
  const database = fakeDatabase({ dated_authorizations: ({ after }) => after ? [] : rows });
  const rotated = createSealer([newer, testKey]);
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  const done = await sealedAnew.run({
    database,
    sealer: rotated,
    files: fakeFiles().files,
    providers: {},
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    log,
  }, log);
  // The second one was moved to another place: it does not open, and is told of.
  assertEquals([done, lines.length], [1, 1]);
  assertEquals(database.calls[0], {
    name: "note_lost_keys",
    parameters: { held: ["newer", testKey.id] },
  });
  assertEquals(
    database.calls.find((it) => it.name === "note_unopened")?.parameters,
    { secret: "authorization", subject_id: "a2", sealed },
  );
  const resealed = database.calls.find((it) => it.name === "reseal_authorization")?.parameters;
  assertEquals([resealed?.authorization_id, resealed?.sealed_before], ["a1", sealed]);
  assertEquals(await createSealer([newer]).open(String(resealed?.sealed), placeOf("EST-1")), token);
});

Deno.test("all that is dated is sealed anew in one run, however much, and what does not open keeps nothing waiting", async () => {
  const newer = { id: "newer", bytes: new Uint8Array(32).fill(9) };
  const sealed = await sealer.seal(token, placeOf("EST-1"));
  // As many as a batch that do not open, and then more that do.
  const rows = Array.from({ length: 130 }, (_, n) => ({
    authorization_id: `a${String(n).padStart(3, "0")}`,
    place: n < 60 ? "EST-2" : "EST-1",
    sealed,
  }));
  const database = fakeDatabase({
    dated_authorizations: ({ after, most }) =>
      rows.filter((it) => after === undefined || it.authorization_id > String(after))
        .slice(0, Number(most)),
  });
  const log = createLog(() => {});
  const done = await sealedAnew.run({
    database,
    sealer: createSealer([newer, testKey]),
    files: fakeFiles().files,
    providers: {},
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    log,
  }, log);
  assertEquals(done, 70);
});
