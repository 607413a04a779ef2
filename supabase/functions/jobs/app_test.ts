import { assertEquals } from "@std/assert";
import { silentLog } from "../_shared/testing/silent_log.ts";
import type { PaymentProvider, ProviderPayment } from "../_shared/payment_provider.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { createApp } from "./app.ts";

const claimed = {
  message_id: 1,
  attempt: 1,
  event_id: "e1",
  provider: "paystack",
  event_type: "charge.success",
  reference: "EST-1",
  body: { amount: 500, currency: "NGN" },
  payment_amount_kobo: 500,
};
const paid: ProviderPayment = {
  state: "succeeded",
  reference: "EST-1",
  providerTransactionId: "tx",
  amountKobo: 500,
  currency: "NGN",
  feesKobo: 7,
  channel: "card",
  paidAt: "2026-01-01T00:00:00Z",
  environment: "test",
};

async function run(
  events: unknown[] | Error,
  answer: ProviderPayment | Error = paid,
  secret = "the-jobs-secret-0",
  sweep: readonly { bucket: string; path: string }[] = [],
  storage: "up" | "down" | "forgetful" = "up",
) {
  let batches = events instanceof Error ? [] : [events];
  const asked: string[] = [];
  const paystack: PaymentProvider = {
    environment: "test",
    openCheckout: () => Promise.reject(new Error("not here")),
    findPayment(reference) {
      asked.push(reference);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const database = fakeDatabase({
    claim_provider_events: () => {
      if (events instanceof Error) throw events;
      const [first = [], ...rest] = batches;
      batches = rest;
      return first;
    },
    settle_provider_event: () => "settled",
    retry_provider_event: () => "retrying",
    files_to_sweep: () => sweep.filter(({ path }) => !gone.has(path)).slice(0, 200),
    forget_abandoned_files: () => null,
  });
  const removed: string[] = [];
  const gone = new Set<string>();
  const app = createApp({
    database,
    files: {
      read: () => Promise.reject(new Error("not here")),
      write: () => Promise.reject(new Error("not here")),
      remove(bucket, paths) {
        if (storage === "down") return Promise.reject(new Error("Storage is down"));
        removed.push(...paths.map((path) => `${bucket}/${path}`));
        if (storage !== "forgetful") { for (const path of paths) gone.add(path); }
        return Promise.resolve();
      },
    },
    providers: { paystack },
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    log: silentLog,
  });
  const response = await app.request("/jobs/run", {
    method: "POST",
    headers: { "x-jobs-secret": secret },
  });
  const routine = ["claim_provider_events", "claim_receipt_papers", "files_to_sweep"];
  const did = database.calls.filter((it) => !routine.includes(it.name));
  return { status: response.status, body: await response.json(), asked, did, removed };
}

Deno.test("only the database may wake the jobs", async () => {
  const { status, did } = await run([claimed], paid, "the-jobs-secret-1");
  assertEquals([status, did], [401, []]);
});

Deno.test("what settles is what the provider says, not what the webhook says", async () => {
  const { body, did } = await run([{ ...claimed, body: { amount: 1, currency: "USD" } }]);
  assertEquals(body, {
    done: { provider_events: 1, receipt_papers: 0, sweep_files: 0 },
    failed: [],
  });
  assertEquals(did.map((it) => it.name), ["note_payment_exception", "settle_provider_event"]);
  assertEquals(did[0]?.parameters.kind, "amount_mismatch");
  const { amount_kobo, currency, provider_fees_kobo } = did[1]?.parameters ?? {};
  assertEquals([amount_kobo, currency, provider_fees_kobo], [500, "NGN", 7]);
});

Deno.test("an unknown reference is traced without asking the provider", async () => {
  const { asked, did } = await run([{ ...claimed, payment_amount_kobo: null }]);
  assertEquals(asked, []);
  assertEquals(did.map((it) => it.parameters.kind ?? it.parameters.outcome), [
    "unknown_reference",
    "ignored",
  ]);
});

Deno.test("a payment of another environment is traced and not settled", async () => {
  const { did } = await run([claimed], { ...paid, environment: "live" });
  assertEquals(did.map((it) => it.parameters.kind ?? it.parameters.outcome), [
    "environment_mismatch",
    "ignored",
  ]);
});

Deno.test("pending and failing events come again, and stop nobody else", async () => {
  const pending = await run([claimed, {
    ...claimed,
    event_type: "transfer.success",
    event_id: "e2",
  }], {
    state: "pending",
  });
  assertEquals(pending.did.map((it) => it.name), ["retry_provider_event", "close_provider_event"]);
  const down = await run([claimed, claimed], new Error("down"));
  assertEquals(down.body.done, { provider_events: 2, receipt_papers: 0, sweep_files: 0 });
  assertEquals(down.did.map((it) => it.parameters.error), ["down", "down"]);
});

Deno.test("a failed payment is closed without an effect", async () => {
  const { did } = await run([claimed], { state: "failed", reason: "Declined" });
  assertEquals(did.map((it) => [it.name, it.parameters.outcome]), [
    ["close_provider_event", "ignored"],
  ]);
});

Deno.test("files that nobody needs are deleted, and those of removed photos forgotten", async () => {
  const sweep = [
    { bucket: "listing-media", path: "org/listing/a/320.webp" },
    { bucket: "uploads", path: "org/left.jpg" },
    { bucket: "listing-media", path: "org/listing/a/640.webp" },
  ];
  const swept = await run([], paid, undefined, sweep);
  assertEquals(swept.body.done, { provider_events: 0, receipt_papers: 0, sweep_files: 3 });
  assertEquals(swept.removed.sort(), sweep.map((it) => `${it.bucket}/${it.path}`).sort());
  assertEquals(swept.did.map((it) => [it.name, it.parameters]), [[
    "forget_abandoned_files",
    { paths: ["org/listing/a/320.webp", "org/listing/a/640.webp"] },
  ]]);
});

Deno.test("a file that cannot be deleted waits, and payments do not wait for it", async () => {
  const sweep = [{ bucket: "listing-media", path: "org/listing/a/320.webp" }];
  const down = await run([claimed], paid, undefined, sweep, "down");
  assertEquals([down.status, down.body], [200, {
    done: { provider_events: 1, receipt_papers: 0 },
    failed: ["sweep_files"],
  }]);
  assertEquals(down.did.some((it) => it.name === "forget_abandoned_files"), false);
});

Deno.test("a kind of work that breaks off keeps none of the others waiting", async () => {
  const sweep = [{ bucket: "uploads", path: "org/left.jpg" }];
  const broken = await run(new Error("The queue is gone"), paid, undefined, sweep);
  assertEquals([broken.status, broken.body], [200, {
    done: { receipt_papers: 0, sweep_files: 1 },
    failed: ["provider_events"],
  }]);
  assertEquals(broken.removed, ["uploads/org/left.jpg"]);
});

Deno.test("more files than a batch are all swept, and those that Storage keeps are not swept for ever", async () => {
  const many = Array.from(
    { length: 450 },
    (_, n) => ({ bucket: "listing-media", path: `org/${n}.webp` }),
  );
  const swept = await run([], paid, undefined, many);
  assertEquals([swept.body.done.sweep_files, swept.removed.length], [450, 450]);
  const kept = await run([], paid, undefined, many, "forgetful");
  assertEquals([kept.body.done.sweep_files, kept.removed.length], [200, 200]);
});
