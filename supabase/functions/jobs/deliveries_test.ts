import { assert, assertEquals } from "@std/assert";
import type { Email, EmailSender } from "../_shared/email_sender.ts";
import { SendFailure } from "../_shared/send_failure.ts";
import type { Sms, SmsSender } from "../_shared/sms_sender.ts";
import { createSealer } from "../_shared/sealed.ts";
import { type Answers, fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import type { JobsDeps } from "./deps.ts";
import { deliveries, type DueDelivery } from "./work/deliveries.ts";

const due = (n: number, more: Partial<DueDelivery> = {}): DueDelivery => ({
  delivery_id: `d${n}`,
  lease_id: "l1",
  reference: `ref${n}`,
  kind: "offer_made",
  purpose: "transactional",
  to: "+2348030000000",
  subject: null,
  text: `Text ${n}`,
  html: null,
  language: "en",
  unsubscribe_token: null,
  ...more,
});

/** Hands out `waiting` by channel, as many at a time as are asked for. */
const outbox = (waiting: { sms?: DueDelivery[]; email?: DueDelivery[] }): Answers => ({
  circuit_admits: () => true,
  claim_deliveries: ({ channel, most }) => {
    const taken = waiting[channel as "sms" | "email"]?.splice(0, most as number) ?? [];
    return { taken: taken.length, deliveries: taken, is_held: false };
  },
  finish_deliveries: () => 1,
});

async function run(
  answers: Answers,
  senders: { sms?: SmsSender["send"]; email?: EmailSender["send"] },
  more: Partial<JobsDeps> = {},
) {
  const database = fakeDatabase(answers);
  const provider = fakeProvider({});
  const done = await deliveries.run({
    database,
    files: fakeFiles().files,
    providers: { paystack: provider, flutterwave: provider },
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    functionsUrl: "https://api.example/functions/v1",
    sealer: createSealer([testKey]),
    log: silentLog,
    ...senders.sms === undefined ? {} : { sms: { name: "termii", send: senders.sms } as SmsSender },
    ...senders.email === undefined
      ? {}
      : { email: { name: "smtp", send: senders.email } as EmailSender },
    ...more,
  }, silentLog);
  const results = database.calls.filter((it) => it.name === "finish_deliveries").flatMap((it) =>
    it.parameters.results as Record<string, unknown>[]
  );
  return { done, results, calls: database.calls };
}

Deno.test("a message is handed over as the database wrote it, and its cost and name come back", async () => {
  const sent: (Sms | Email)[] = [];
  const { done, results } = await run(
    outbox({
      sms: [due(1)],
      email: [
        due(2, {
          to: "a@b.ng",
          subject: "S",
          html: "<p>",
          language: "yo",
          unsubscribe_token: "u.offer_made.p",
        }),
        due(3, { to: "a@b.ng", subject: "S" }),
      ],
    }),
    {
      sms: (it) => (sent.push(it), Promise.resolve({ providerId: "p1", costKobo: 390 })),
      email: (it) => (sent.push(it), Promise.resolve({ providerId: `m-${it.messageId}` })),
    },
  );
  assertEquals(done, 3);
  assertEquals(sent.sort((a, b) => a.text.localeCompare(b.text)), [
    { to: "+2348030000000", text: "Text 1", reference: "ref1", purpose: "transactional" },
    {
      to: "a@b.ng",
      subject: "S",
      text: "Text 2",
      html: "<p>",
      messageId: "<ref2@app.example>",
      language: "yo",
      unsubscribeUrl: "https://api.example/functions/v1/messages/unsubscribe/u.offer_made.p",
    },
    { to: "a@b.ng", subject: "S", text: "Text 3", messageId: "<ref3@app.example>", language: "en" },
  ]);
  assertEquals(results.find((it) => it.delivery_id === "d1"), {
    delivery_id: "d1",
    lease_id: "l1",
    provider: "termii",
    outcome: "sent",
    provider_id: "p1",
    cost_kobo: 390,
  });
  assertEquals(results.map((it) => it.cost_kobo).sort(), [390, null, null]);
});

Deno.test("every failure says what it knows: what is not known to have stayed may have gone", async () => {
  const failures = [
    new SendFailure("refused", "dnd"),
    new SendFailure("not_sent", "wallet_empty"),
    new SendFailure("unknown", "timeout"),
    new Error("of whatever kind, with +2348030000000 in it"),
  ];
  const { results } = await run(outbox({ sms: failures.map((_, n) => due(n)) }), {
    sms: ({ reference }) => Promise.reject(failures[Number(reference.slice(3))]),
  });
  assertEquals(results.map((it) => [it.outcome, it.code]), [
    ["refused", "dnd"],
    ["not_sent", "wallet_empty"],
    ["unknown", "timeout"],
    ["unknown", "unexpected"],
  ]);
});

Deno.test("one that never answers holds nothing up for ever: it may have gone", async () => {
  const { results } = await run(outbox({ sms: [due(1), due(2)] }), {
    sms: ({ reference }) =>
      reference === "ref1"
        ? new Promise(() => {})
        : Promise.resolve({ providerId: "p", costKobo: null }),
  }, { deliveryAnswerMs: 50 });
  assertEquals(results.map((it) => [it.outcome, it.code]), [["unknown", "no_answer"], [
    "sent",
    undefined,
  ]]);
});

Deno.test("while a carrier is away nothing is taken, and the other goes on", async () => {
  const { done, calls } = await run({
    ...outbox({ sms: [due(1)], email: [due(2, { subject: "S" })] }),
    circuit_admits: ({ name }) => name !== "sms:termii",
  }, {
    sms: () => Promise.reject(new Error("not here")),
    email: () => Promise.resolve({ providerId: "m" }),
  });
  assertEquals(done, 1);
  assertEquals(
    calls.filter((it) => it.name === "claim_deliveries").map((it) => it.parameters.channel),
    ["email", "email"],
  );
});

Deno.test("many are sent in groups until none waits, or time is up", async () => {
  const { done, calls } = await run(outbox({ sms: Array.from({ length: 57 }, (_, n) => due(n)) }), {
    sms: () => Promise.resolve({ providerId: "p", costKobo: null }),
  });
  assertEquals([done, calls.filter((it) => it.name === "finish_deliveries").length], [57, 6]);
  const short = await run(
    {
      ...outbox({}),
      claim_deliveries: () => ({ taken: 1, deliveries: [due(1)], is_held: false }),
    },
    { sms: () => Promise.resolve({ providerId: "p", costKobo: null }) },
    { deliveryBudgetMs: 200 },
  );
  assert(short.done >= 1);
});

Deno.test("where the rate allows no more, it waits; where nothing is due, it does not", async () => {
  let asked = 0;
  const { done } = await run({
    ...outbox({}),
    claim_deliveries: () => {
      asked += 1;
      return asked === 2
        ? { taken: 1, deliveries: [due(1)], is_held: false }
        : { taken: 0, deliveries: [], is_held: asked === 1 };
    },
  }, { sms: () => Promise.resolve({ providerId: "p", costKobo: null }) });
  assertEquals([done, asked], [1, 3]);
});

Deno.test("what was sent is said again when the database did not hear it, and without a carrier all waits", async () => {
  let tries = 0;
  const { results } = await run({
    ...outbox({ sms: [due(1)] }),
    finish_deliveries: () => {
      tries += 1;
      if (tries === 1) throw new Error("away");
      return 1;
    },
  }, { sms: () => Promise.resolve({ providerId: "p", costKobo: null }) });
  assertEquals([tries, results.map((it) => it.outcome)], [2, ["sent", "sent"]]);
  const { done, calls } = await run(outbox({ sms: [due(1)] }), {});
  assertEquals([done, calls], [0, []]);
});
