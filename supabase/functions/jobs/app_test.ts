import { assertEquals } from "@std/assert";
import { silentLog } from "../_shared/testing/silent_log.ts";
import type { PaidTransaction, ProviderPayment } from "../_shared/payment_provider.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { type Answers, fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { createSealer } from "../_shared/sealed.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { createApp } from "./app.ts";
import { works } from "./work.ts";

const claimed = {
  message_id: 1,
  attempt: 1,
  event_id: "e1",
  provider: "paystack",
  event_type: "charge.success",
  reference: "EST-1",
  body: { id: "7", amount_kobo: 500, currency: "NGN" },
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

/** Everything waits once. */
const everythingWaits: Answers = {
  begin_work: () => ({ run_id: "r1", kinds: works.map(({ name }) => name), wakes: 0 }),
  next_work: ({ doing }) => ({ kinds: [], wakes: 0, ended: (doing as string[]).length === 0 }),
};

/** What an idle run did. */
const idle = {
  provider_events: 0,
  payment_checks: 0,
  autopay: 0,
  payouts: 0,
  refunds: 0,
  disputes: 0,
  reconciliation: 0,
  provider_balances: 0,
  virtual_accounts: 0,
  subaccounts: 0,
  identity_checks: 0,
  payee_names: 0,
  shown_names: 0,
  deliveries: 0,
  receipt_papers: 0,
  letter_papers: 0,
  data_exports: 0,
  sweep_files: 0,
  sealed_anew: 0,
};

async function run(
  events: unknown[] | Error,
  answer: ProviderPayment | Error = paid,
  secret = "the-jobs-secret-0",
  sweep: readonly { bucket: string; path: string }[] = [],
  storage: "up" | "down" | "forgetful" = "up",
  more: Answers = {},
  pages: readonly (PaidTransaction[] | Error)[] = [],
) {
  let batches = events instanceof Error ? [] : [events];
  const asked: string[] = [];
  const named: (string | undefined)[] = [];
  const paystack = fakeProvider({
    findPayment(reference, transaction) {
      asked.push(reference);
      named.push(transaction);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    listPaid(_day, cursor) {
      const n = Number(cursor ?? "0");
      const transactions = pages[n] ?? [];
      return transactions instanceof Error ? Promise.reject(transactions) : Promise.resolve({
        transactions,
        next: n + 1 < pages.length ? String(n + 1) : undefined,
      });
    },
  });
  const database = fakeDatabase({
    ...everythingWaits,
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
    ...more,
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
    providers: { paystack, flutterwave: paystack },
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    sealer: createSealer([testKey]),
    log: silentLog,
  });
  const response = await app.request("/jobs/run", {
    method: "POST",
    headers: { "x-jobs-secret": secret },
  });
  const routine = [
    "begin_work",
    "next_work",
    "claim_provider_events",
    "claim_payment_checks",
    "begin_autopay",
    "claim_refunds",
    "claim_refund_checks",
    "claim_dispute_answers",
    "claim_dispute_poll",
    "claim_reconciliation",
    "claim_virtual_accounts",
    "claim_subaccounts",
    "claim_receipt_papers",
    "claim_letter_papers",
    "claim_data_export",
    "claim_payee_names",
    "claim_shown_names",
    "files_to_sweep",
    "note_lost_keys",
    "dated_authorizations",
  ];
  const did = database.calls.filter((it) => !routine.includes(it.name));
  return { status: response.status, body: await response.json(), asked, named, did, removed };
}

Deno.test("only the database may wake the jobs", async () => {
  const { status, did } = await run([claimed], paid, "the-jobs-secret-1");
  assertEquals([status, did], [401, []]);
});

Deno.test("what settles is what the provider says, not what the webhook says", async () => {
  const { body, did } = await run([{ ...claimed, body: { amount_kobo: 1, currency: "USD" } }]);
  assertEquals(body, { done: { ...idle, provider_events: 1 }, failed: [], joined: false });
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
    begun: true,
  });
  assertEquals(pending.did.map((it) => it.name), [
    "retry_provider_event",
    "find_payout",
    "close_provider_event",
  ]);
  const down = await run([claimed, claimed], new Error("down"));
  assertEquals(down.body.done, { ...idle, provider_events: 2 });
  assertEquals(down.did.map((it) => it.parameters.error), ["down", "down"]);
});

Deno.test("what the provider does not know yet comes again for some minutes", async () => {
  const credit = {
    ...claimed,
    payment_amount_kobo: null,
    body: { ...claimed.body, channel: "dedicated_nuban" },
  };
  for (const event of [claimed, credit]) {
    for (const attempt of [1, 3]) {
      const early = await run([{ ...event, attempt }], { state: "unknown" });
      assertEquals(early.did.map((it) => [it.name, it.parameters.error]), [
        ["retry_provider_event", "The provider knows no such payment: ask again later"],
      ]);
    }
  }
  const did = async (event: unknown) =>
    (await run([event], { state: "unknown" })).did
      .map((it) => it.parameters.kind ?? it.parameters.note);
  assertEquals(await did({ ...claimed, attempt: 4 }), ["The provider says unknown"]);
  assertEquals(await did({ ...credit, attempt: 4 }), ["unknown_reference", "unknown_reference"]);
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
  assertEquals(swept.body.done, { ...idle, sweep_files: 3 });
  assertEquals(swept.removed.sort(), sweep.map((it) => `${it.bucket}/${it.path}`).sort());
  assertEquals(swept.did.map((it) => [it.name, it.parameters]), [
    ["put_off_abandoned_files", { paths: sweep.map((it) => it.path) }],
    ["forget_abandoned_files", { paths: ["org/listing/a/320.webp", "org/listing/a/640.webp"] }],
    ["forget_abandoned_files", { paths: ["org/left.jpg"] }],
  ]);
});

Deno.test("many files of one person who was forgotten keep those of others waiting once, not for ever", async () => {
  // What was written down stays until it is said to be gone, as in the database.
  let noted = [
    ...Array.from({ length: 450 }, (_, n) => ({ bucket: "uploads", path: `person/${n}.jpg` })),
    { bucket: "listing-media", path: "org/listing/a/320.webp" },
  ];
  const swept = await run([], paid, undefined, [], "up", {
    files_to_sweep: () => noted.slice(0, 200),
    forget_abandoned_files: ({ paths }) => {
      noted = noted.filter(({ path }) => !(paths as string[]).includes(path));
      return null;
    },
  });
  assertEquals([swept.body.done, noted], [{ ...idle, sweep_files: 451 }, []]);
  assertEquals(swept.removed.length, 451);
});

Deno.test("a file that cannot be deleted waits, and payments do not wait for it", async () => {
  const sweep = [{ bucket: "listing-media", path: "org/listing/a/320.webp" }];
  const down = await run([claimed], paid, undefined, sweep, "down");
  assertEquals([down.status, down.body], [200, {
    done: {
      provider_events: 1,
      payment_checks: 0,
      autopay: 0,
      payouts: 0,
      refunds: 0,
      disputes: 0,
      reconciliation: 0,
      provider_balances: 0,
      virtual_accounts: 0,
      subaccounts: 0,
      identity_checks: 0,
      payee_names: 0,
      shown_names: 0,
      deliveries: 0,
      receipt_papers: 0,
      letter_papers: 0,
      data_exports: 0,
      sealed_anew: 0,
    },
    failed: ["sweep_files"],
    joined: false,
  }]);
  assertEquals(down.did.some((it) => it.name === "forget_abandoned_files"), false);
});

Deno.test("a kind of work that breaks off keeps none of the others waiting", async () => {
  const sweep = [{ bucket: "uploads", path: "org/left.jpg" }];
  const broken = await run(new Error("The queue is gone"), paid, undefined, sweep);
  assertEquals([broken.status, broken.body], [200, {
    done: {
      payment_checks: 0,
      autopay: 0,
      payouts: 0,
      refunds: 0,
      disputes: 0,
      reconciliation: 0,
      provider_balances: 0,
      virtual_accounts: 0,
      subaccounts: 0,
      identity_checks: 0,
      payee_names: 0,
      shown_names: 0,
      deliveries: 0,
      receipt_papers: 0,
      letter_papers: 0,
      data_exports: 0,
      sweep_files: 1,
      sealed_anew: 0,
    },
    failed: ["provider_events"],
    joined: false,
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

Deno.test("each event has one handler, and what no handler knows is kept without an effect", async () => {
  const event = (event_type: string, provider = "paystack") => ({
    ...claimed,
    provider,
    event_type,
  });
  const { asked, did } = await run([
    event("refund.processed"),
    event("transfer.failed"),
    event("customeridentification.success"),
    event("subscription.create"),
    event("charge.completed"),
    event("bvn.completed", "flutterwave"),
    event("refund.completed", "flutterwave"),
    event("charge.success", "flutterwave"),
  ]);
  assertEquals(asked, []);
  const told = did.filter((it) => it.name === "note_payment_exception").map((it) => it.parameters);
  assertEquals(
    told.map((it) => [
      it.kind,
      it.provider,
      (it.details as Record<string, unknown>)["event_type"],
    ]),
    [
      ["money_going_back", "paystack", "refund.processed"],
      ["money_going_back", "flutterwave", "refund.completed"],
    ],
  );
  const closed = did.filter((it) => it.name === "close_provider_event");
  assertEquals(closed.map((it) => [it.parameters.outcome, it.parameters.note]), [
    ["ignored", "No settled payment of ours"],
    ["ignored", "No payout of ours"],
    ["kept", "Kept for identity"],
    ["ignored", "No handler knows this event"],
    ["ignored", "No handler knows this event"],
    ["kept", "Kept for identity"],
    ["ignored", "No settled payment of ours"],
    ["ignored", "No handler knows this event"],
  ]);
});

Deno.test("Flutterwave is asked about the transaction that an event names, Paystack about our reference", async () => {
  const flutterwave = { ...claimed, provider: "flutterwave", event_type: "charge.completed" };
  const { named, did } = await run([flutterwave, claimed]);
  assertEquals(named, ["7", undefined]);
  assertEquals(did.map((it) => it.name), ["settle_provider_event", "settle_provider_event"]);
});

const due = (n: number, provider = "paystack") => ({
  payment_id: `p${n}`,
  provider,
  reference: `EST-${n}`,
});
/** Hands out so many payments, as many at a time as are asked for. */
const claims = (many: readonly unknown[]): Answers => {
  const left = [...many];
  return {
    claim_payment_checks: (p) =>
      left.filter((it) => (p.methods as string[]).includes((it as { provider: string }).provider))
        .slice(0, p.max_payments as number)
        .map((it) => left.splice(left.indexOf(it), 1)[0]),
    settle_checked_payment: () => "settled",
    record_payment_answer: () => "waiting",
  };
};

Deno.test("a payment without a webhook is settled, failed or left as its provider says", async () => {
  const ask = async (answer: ProviderPayment) =>
    (await run([], answer, undefined, [], "up", claims([due(1)]))).did
      .map((it) => [it.name, it.parameters.answer ?? it.parameters.kind ?? null]);
  assertEquals(await ask(paid), [["settle_checked_payment", null]]);
  assertEquals(await ask({ state: "failed", reason: "Declined" }), [
    ["record_payment_answer", "failed"],
  ]);
  assertEquals(await ask({ state: "unknown" }), [["record_payment_answer", "unknown"]]);
  assertEquals(await ask({ state: "pending", begun: false }), [
    ["record_payment_answer", "not_begun"],
  ]);
  assertEquals(await ask({ state: "pending", begun: true }), [
    ["record_payment_answer", "pending"],
  ]);
  assertEquals(await ask({ ...paid, environment: "live" } as ProviderPayment), [
    ["note_payment_exception", "environment_mismatch"],
    ["record_payment_answer", "environment_mismatch"],
  ]);
});

Deno.test("more payments than a batch are all asked about", async () => {
  const many = Array.from({ length: 57 }, (_, n) => due(n));
  const { asked, body } = await run([], paid, undefined, [], "up", claims(many));
  assertEquals([asked.length, body.done.payment_checks], [57, 57]);
});

Deno.test("a provider that is away is asked once in a run, and says nothing about its payments", async () => {
  const down = new ProviderUnavailable("no answer", false, { code: "timeout" });
  const many = Array.from({ length: 57 }, (_, n) => due(n));
  const { asked, did } = await run([], down, undefined, [], "up", claims(many));
  assertEquals(asked.length, 1);
  assertEquals(new Set(did.map((it) => it.parameters.answer)), new Set(["unreachable"]));
  // What cannot be read about one payment keeps no other waiting.
  const odd = new ProviderUnavailable("half a kobo", false);
  const other = await run([], odd, undefined, [], "up", claims([due(1), due(2)]));
  assertEquals(other.asked, ["EST-1", "EST-2"]);
});

const day = {
  reconciliation_id: "r1",
  provider: "paystack",
  subject: "transactions",
  listed_on: "2026-01-01",
};
const money = (n: number): PaidTransaction => ({
  reference: `EST-${n}`,
  providerTransactionId: `t${n}`,
  amountKobo: n,
  currency: "NGN",
  feesKobo: 0,
  channel: "card",
  paidAt: "2026-01-01T00:00:00Z",
  environment: "test",
});

Deno.test("a day is read page by page from where the last worker left it", async () => {
  let handed = false;
  const reading: Answers = {
    claim_reconciliation: () => {
      if (handed) return [];
      handed = true;
      return [{ ...day, page_cursor: "1" }];
    },
    keep_reconciliation_page: (p) => p.next_cursor !== null,
  };
  const pages = [[money(1)], [money(2)], [money(3)]];
  const { did, body } = await run([], paid, undefined, [], "up", reading, pages);
  assertEquals(body.done.reconciliation, 2);
  assertEquals(
    did.map(({ parameters: p }) => [
      p.read_cursor,
      p.next_cursor,
      (p.transactions as { amount_kobo: number }[]).map((it) => it.amount_kobo),
    ]),
    [["1", "2", [2]], ["2", null, [3]]],
  );
});

Deno.test("a day that cannot be read is put off, and a page that names itself ends the reading", async () => {
  for (const pages of [[new Error("502 with HTML")]]) {
    let handed = false;
    const reading: Answers = {
      claim_reconciliation: () => handed ? [] : (handed = true, [{ ...day, page_cursor: null }]),
    };
    const { did, body } = await run([], paid, undefined, [], "up", reading, pages);
    assertEquals(body.failed, []);
    assertEquals(did.map((it) => [it.name, it.parameters.error]), [
      ["put_off_reconciliation", "502 with HTML"],
    ]);
  }
});

Deno.test("the balance of each provider that tells it is kept; one that is down is put off", async () => {
  const waiting = [
    { provider: "flutterwave", on_day: "2026-11-27" },
    { provider: "paystack", on_day: "2026-11-27" },
  ];
  const database = fakeDatabase({
    ...everythingWaits,
    claim_provider_events: () => [],
    files_to_sweep: () => [],
    claim_provider_balance: () => waiting.splice(0, 1),
    keep_provider_balance: () => true,
    put_off_provider_balance: () => null,
  });
  const app = createApp({
    database,
    files: {
      read: () => Promise.reject(new Error("not here")),
      write: () => Promise.reject(new Error("not here")),
      remove: () => Promise.resolve(),
    },
    providers: {
      paystack: fakeProvider({ readBalance: () => Promise.resolve({ heldKobo: 500 }) }),
      flutterwave: fakeProvider({
        readBalance: () => Promise.reject(new ProviderUnavailable("It is down", false)),
      }),
    },
    sealer: createSealer([testKey]),
    jobsSecret: "the-jobs-secret-0",
    appUrl: "https://app.example",
    log: silentLog,
  });
  const response = await app.request("/jobs/run", {
    method: "POST",
    headers: { "x-jobs-secret": "the-jobs-secret-0" },
  });
  const { done, failed } = await response.json();
  assertEquals([done.provider_balances, failed], [1, []]);
  const did = database.calls.filter((it) => it.name.endsWith("_provider_balance"));
  assertEquals(did.map((it) => [it.name, it.parameters.provider, it.parameters.held_kobo]), [
    ["claim_provider_balance", undefined, undefined],
    ["put_off_provider_balance", "flutterwave", undefined],
    ["claim_provider_balance", undefined, undefined],
    ["keep_provider_balance", "paystack", 500],
  ]);
});

Deno.test("who watches from outside is told what is late, and nobody else is told anything", async () => {
  const row = (is_late: boolean) => ({
    sort: "kind",
    name: "deliveries",
    waiting: 3,
    waiting_since: "2026-11-27T10:00:00Z",
    in_hand: 0,
    later: 0,
    dead: 0,
    last_run_at: null,
    last_success_at: null,
    done_last_hour: 0,
    failures_in_row: 0,
    is_late,
    says: is_late ? "Waits longer than it should" : null,
  });
  const ask = async (is_late: boolean, secret: string) => {
    const app = createApp(
      {
        database: fakeDatabase({ work_health: () => [row(is_late)] }),
        jobsSecret: "the-jobs-secret-0",
        log: silentLog,
      } as unknown as Parameters<typeof createApp>[0],
    );
    const response = await app.request("/jobs/health", { headers: { "x-jobs-secret": secret } });
    const { late } = await response.json();
    return [response.status, late];
  };
  assertEquals(await ask(false, "the-jobs-secret-0"), [200, []]);
  assertEquals(await ask(true, "the-jobs-secret-0"), [
    503,
    ["kind deliveries: Waits longer than it should"],
  ]);
  assertEquals(await ask(true, "the-jobs-secret-1"), [401, undefined]);
});
