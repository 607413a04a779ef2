import { assertEquals } from "@std/assert";
import type { DisputeDesk, ProviderDispute } from "../_shared/dispute_desk.ts";
import { type PaymentProvider, ProviderRefusal } from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { type Answers, fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { createSealer } from "../_shared/sealed.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { followDispute } from "./work/dispute_event.ts";
import { disputes } from "./work/disputes.ts";
import type { ClaimedEvent } from "./work/provider_events.ts";
import { followRefunds } from "./work/refund_event.ts";
import { refunds } from "./work/refunds.ts";

const due = {
  refund_id: "r1",
  provider: "paystack",
  reference: "EST-1",
  provider_transaction_id: "42",
  amount_kobo: 500,
  reason: "Paid twice",
};
const settled = {
  payment_id: "p1",
  reference: "EST-1",
  provider_transaction_id: "42",
  known_refunds: ["R-1"],
  asked_at: "2026-11-27T03:00:00Z",
};
const dispute: ProviderDispute = {
  providerDisputeId: "9",
  providerTransactionId: "42",
  reference: "EST-1",
  amountKobo: 500,
  currency: "NGN",
  state: "open",
  category: "chargeback",
  answerBy: "2026-11-29T03:00:00Z",
};

/** How the database is told of it. */
const kept = {
  of_provider: "paystack",
  transaction_id: "42",
  reference: "EST-1",
  provider_dispute_id: "9",
  amount_kobo: 500,
  state: "open",
  category: "chargeback",
  answer_by: "2026-11-29T03:00:00Z",
};

/** A list that is told once. */
function once(...rows: unknown[]) {
  let left = rows;
  return () => {
    const given = left;
    left = [];
    return given;
  };
}

function build(does: Partial<PaymentProvider>, answers: Answers) {
  const database = fakeDatabase(answers);
  const unused = () => Promise.reject(new Error("not here"));
  return {
    database,
    deps: {
      database,
      providers: { paystack: fakeProvider(does), flutterwave: fakeProvider(does) },
      files: { read: unused, write: unused, remove: unused },
      jobsSecret: "x",
      appUrl: "https://app.example",
      sealer: createSealer([testKey]),
      log: silentLog,
    },
    /** What was called beside the claims. */
    did: () =>
      database.calls.filter((it) => !it.name.startsWith("claim_")).map((it) => [
        it.name,
        it.parameters,
      ]),
  };
}

Deno.test("a refund is sent by one call, and what came of it is written down", async () => {
  let calls = 0;
  const { deps, did } = build({
    refund: (request) => {
      calls++;
      assertEquals(request, {
        providerTransactionId: "42",
        amountKobo: 500,
        reason: "Paid twice",
      });
      return Promise.resolve({ providerRefundId: "R-1", amountKobo: 500, state: "pending" });
    },
  }, { claim_refunds: once(due), record_sent_refund: () => "pending" });
  assertEquals(await refunds.run(deps, silentLog), 1);
  assertEquals([calls, did()], [1, [["record_sent_refund", {
    refund_id: "r1",
    provider_refund_id: "R-1",
    amount_kobo: 500,
    state: "pending",
  }]]]);
});

Deno.test("what went wrong is told apart: refused, not sent, and nobody knows", async () => {
  const ways: readonly [Error, string][] = [
    [new ProviderRefusal("Insufficient balance"), "refused"],
    [new ProviderUnavailable("429", false), "not_sent"],
    [Problem.of("upstream.circuit_open"), "not_sent"],
    [new ProviderUnavailable("no answer", true), "unknown"],
    [new TypeError("something of ours"), "unknown"],
  ];
  for (const [error, outcome] of ways) {
    let calls = 0;
    const { deps, did } = build({
      refund: () => {
        calls++;
        return Promise.reject(error);
      },
    }, { claim_refunds: once(due), record_refund_not_sent: () => outcome });
    await refunds.run(deps, silentLog);
    assertEquals(did().map(([name, told]) => [name, (told as { outcome: string }).outcome]), [
      ["record_refund_not_sent", outcome],
    ]);
    assertEquals(calls, 1, "and never twice");
  }
});

Deno.test("a provider that does not answer is asked once in a run", async () => {
  let calls = 0;
  const { deps, did } = build({
    listRefunds: () => {
      calls++;
      return Promise.reject(new ProviderUnavailable("away", false));
    },
  }, {
    claim_refund_checks: once({ ...settled, provider: "paystack" }, {
      ...settled,
      payment_id: "p2",
      provider: "paystack",
    }),
  });
  assertEquals(await refunds.run(deps, silentLog), 2);
  assertEquals([calls, did().map(([name]) => name)], [1, [
    "put_off_refund_check",
    "put_off_refund_check",
  ]]);
});

const event = (more: Partial<ClaimedEvent>): ClaimedEvent => ({
  message_id: 1,
  attempt: 1,
  event_id: "e1",
  provider: "paystack",
  event_type: "refund.processed",
  reference: "EST-1",
  body: { amount_kobo: 500 },
  payment_amount_kobo: 500,
  saves_card: false,
  ...more,
});

Deno.test("an event about a refund has the provider's list read, whatever the event says", async () => {
  const list = {
    refunds: [{ providerRefundId: "R-1", amountKobo: 300, state: "done" as const }],
    provesAbsence: true,
  };
  const { deps, did } = build({
    listRefunds: (transaction, known) => {
      assertEquals([transaction, known], ["42", ["R-1"]]);
      return Promise.resolve(list);
    },
  }, { find_settled_payment: () => [settled], keep_provider_refunds: () => 1 });
  const outcome = await followRefunds(deps, event({}));
  assertEquals(outcome, { status: "processed", note: "The provider lists 1" });
  assertEquals(did()[1]?.[1], {
    payment_id: "p1",
    refunds: [{ provider_refund_id: "R-1", amount_kobo: 300, state: "done" }],
    proves_absence: true,
    asked_at: settled.asked_at,
  });
  // An event that overtakes the list comes again.
  const early = build({ listRefunds: () => Promise.resolve({ ...list, refunds: [] }) }, {
    find_settled_payment: () => [settled],
    keep_provider_refunds: () => 0,
  });
  let thrown = "";
  await followRefunds(early.deps, event({})).catch((error) => thrown = error.message);
  assertEquals(thrown, "The provider lists no refund of the payment: ask again later");
});

Deno.test("a refund of a transaction that settled nothing of ours is shown to staff", async () => {
  for (
    const told of [
      event({}),
      // A second transaction under our reference.
      event({ provider: "flutterwave", event_type: "refund.completed", body: { id: "43" } }),
    ]
  ) {
    const { deps, did } = build({}, {
      find_settled_payment: () => told.provider === "paystack" ? [] : [settled],
    });
    assertEquals(await followRefunds(deps, told), {
      status: "ignored",
      note: "No settled payment of ours",
    });
    assertEquals((did()[1]?.[1] as { kind: string }).kind, "money_going_back");
  }
});

Deno.test("a dispute is what the provider says it is; one that it does not know yet comes again", async () => {
  const desk = (found: ProviderDispute | undefined): { disputes: DisputeDesk } => ({
    disputes: { ...fakeProvider().disputes, find: () => Promise.resolve(found) },
  });
  const told = event({ event_type: "charge.dispute.create", body: { id: "9" } });
  const known = build(desk(dispute), { keep_dispute: () => "open" });
  assertEquals(await followDispute(known.deps, told), {
    status: "processed",
    note: "The dispute is open",
  });
  assertEquals(known.did()[0]?.[1], kept);
  const unknown = build(desk(undefined), {});
  let thrown = "";
  await followDispute(unknown.deps, told).catch((error) => thrown = error.message);
  assertEquals(thrown, "The provider knows no such dispute: ask again later");
  assertEquals(await followDispute(unknown.deps, { ...told, attempt: 4 }), {
    status: "ignored",
    note: "The provider knows no such dispute",
  });
});

Deno.test("an answer is sent, and the provider asked what it made of it", async () => {
  const answer = {
    dispute_id: "d1",
    provider: "paystack",
    provider_dispute_id: "9",
    answer: "contest",
    note: "They live there",
    amount_kobo: 500,
    payer_email: "a@example.ng",
    payer_name: null,
    service_details: "Payment EST-1",
  };
  const run = async (sends: () => Promise<void>, found: ProviderDispute) => {
    const { deps, did } = build({
      disputes: { ...fakeProvider().disputes, answer: sends, find: () => Promise.resolve(found) },
    }, { claim_dispute_answers: once(answer), keep_dispute: () => "answered" });
    await disputes.run(deps, silentLog);
    return did().map(([name, told]) => [name, (told as { is_refused?: boolean }).is_refused]);
  };
  assertEquals(await run(() => Promise.resolve(), { ...dispute, state: "answered" }), [[
    "keep_dispute",
    undefined,
  ]]);
  assertEquals(await run(() => Promise.resolve(), dispute), [["put_off_dispute_answer", false]]);
  assertEquals(await run(() => Promise.reject(new ProviderRefusal("Too late")), dispute), [[
    "put_off_dispute_answer",
    true,
  ]]);
  assertEquals(await run(() => Promise.reject(new ProviderUnavailable("away", true)), dispute), [[
    "put_off_dispute_answer",
    false,
  ]]);
});

Deno.test("each provider's disputes are read page by page; one that does not answer stops nobody", async () => {
  const asked: (string | undefined)[] = [];
  const { deps, did } = build({
    disputes: {
      ...fakeProvider().disputes,
      list: (_from, _to, cursor) => {
        asked.push(cursor);
        return cursor === undefined
          ? Promise.resolve({ disputes: [dispute], unread: [], next: "2" })
          : Promise.reject(new ProviderUnavailable("away", false));
      },
    },
  }, {
    claim_dispute_poll: once({ provider: "paystack" }),
    keep_dispute: () => "open",
  });
  await disputes.run(deps, silentLog);
  assertEquals([asked, did()], [[undefined, "2"], [
    ["keep_dispute", kept],
    ["record_dispute_poll", { of_provider: "paystack", error: "away" }],
  ]]);
});

Deno.test("a dispute that cannot be read, or that the database refuses, hides none of the others", async () => {
  const list = (_from: string, _to: string, cursor?: string) =>
    Promise.resolve(
      cursor === undefined
        ? { disputes: [{ ...dispute, providerDisputeId: "8" }, dispute], unread: ["7"], next: "2" }
        : { disputes: [{ ...dispute, providerDisputeId: "10" }], unread: [], next: undefined },
    );
  const run = async (refusal: Problem) => {
    const { deps, did } = build({ disputes: { ...fakeProvider().disputes, list } }, {
      claim_dispute_poll: once({ provider: "paystack" }),
      keep_dispute: ({ provider_dispute_id }) => {
        if (provider_dispute_id === "8") throw refusal;
        return "open";
      },
    });
    await disputes.run(deps, silentLog);
    return did();
  };
  const unread = (provider_dispute_id: string, error: string) => [
    "note_unread_dispute",
    { of_provider: "paystack", provider_dispute_id, error },
  ];
  const refused = Problem.of("database.invalid");
  assertEquals(await run(refused), [
    ["keep_dispute", { ...kept, provider_dispute_id: "8" }],
    unread("8", refused.message),
    ["keep_dispute", kept],
    unread("7", "Cannot read what paystack says of the dispute"),
    ["keep_dispute", { ...kept, provider_dispute_id: "10" }],
    ["record_dispute_poll", { of_provider: "paystack", error: null }],
  ]);
  // A database that is away says nothing of a dispute.
  const busy = Problem.of("database.busy");
  assertEquals(await run(busy), [
    ["keep_dispute", { ...kept, provider_dispute_id: "8" }],
    ["record_dispute_poll", { of_provider: "paystack", error: busy.message }],
  ]);
});
