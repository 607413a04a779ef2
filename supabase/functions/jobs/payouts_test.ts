import { assert, assertEquals, assertFalse } from "@std/assert";
import { createAccountNumbers } from "../_shared/account_numbers.ts";
import { createSealer } from "../_shared/sealed.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { type Answers, fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { fakeProvider } from "../_shared/testing/fake_provider.ts";
import { createLog } from "../_shared/log.ts";
import {
  type ProviderTransfer,
  TransferNotSent,
  type TransferProvider,
  type TransferRequest,
} from "../_shared/transfer_provider.ts";
import { payouts } from "./work/payouts.ts";
import { sealedAnew } from "./work/sealed_anew.ts";
import { followTransferEvent } from "./work/transfer_event.ts";

const sealer = createSealer([{ id: "k", bytes: new Uint8Array(32).fill(7) }]);
const numbers = createAccountNumbers(
  createSealer([{ id: "k", bytes: new Uint8Array(32).fill(7) }]),
  "a-key-of-thirty-two-characters-or-more",
);
const number = "0123456789";
const sealed = await numbers.seal({ orgId: "o1", provider: "paystack", bankCode: "057" }, number);
const due = {
  payout_id: "p1",
  action: "send",
  provider: "paystack",
  reference: "est-0190a6f0-0000-7000-8000-000000000001",
  amount_kobo: 500,
  org_id: "o1",
  bank_code: "057",
  account_name: "ADA OBI",
  note: null,
  sealed,
  provider_transfer_id: null,
};
const paid: ProviderTransfer = {
  state: "paid",
  providerTransferId: "t1",
  amountKobo: 500,
  feeKobo: 10,
  paidAt: "2026-11-27T00:00:00Z",
  reason: "success",
  environment: "test",
};

function worker(
  rows: unknown[],
  answer: ProviderTransfer | undefined | Error,
  more: Answers = {},
  accountNumbers: typeof numbers | undefined = numbers,
) {
  const sent: TransferRequest[] = [];
  const asked: (string | undefined)[] = [];
  const lines: string[] = [];
  let batches = [rows];
  const give = () => answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  const transfers: TransferProvider = {
    listBanks: () => Promise.resolve([]),
    resolveAccount: () => Promise.reject(new Error("not here")),
    sendTransfer(request) {
      sent.push(request);
      return give() as Promise<ProviderTransfer>;
    },
    findTransfer(_reference, id) {
      asked.push(id);
      return give();
    },
  };
  const database = fakeDatabase({
    claim_payouts: () => {
      const [first = [], ...rest] = batches;
      batches = rest;
      return first;
    },
    record_payout_answer: (p) => p.answer,
    ...more,
  });
  const log = createLog((line) => lines.push(line));
  const deps = {
    database,
    files: fakeFiles().files,
    providers: { paystack: fakeProvider({ transfers }), flutterwave: fakeProvider({ transfers }) },
    accountNumbers,
    sealer,
    jobsSecret: "x",
    appUrl: "https://app.example",
    log,
  };
  const told = () =>
    database.calls.filter((it) => it.name === "record_payout_answer").map((it) => it.parameters);
  return { deps, log, sent, asked, told, lines, database };
}

Deno.test("a payout goes to the number that was sealed, and what the provider says is kept", async () => {
  const it = worker([due], paid);
  assertEquals(await payouts.run(it.deps, it.log), 1);
  assertEquals([it.sent[0]?.accountNumber, it.sent[0]?.amountKobo, it.sent[0]?.reference], [
    number,
    500,
    due.reference,
  ]);
  assertEquals(it.told(), [{
    payout_id: "p1",
    answer: "paid",
    provider_transfer_id: "t1",
    amount_kobo: 500,
    fee_kobo: 10,
    paid_at: "2026-11-27T00:00:00Z",
  }]);
  assertFalse(it.lines.join().includes(number));
});

Deno.test("what was begun before is asked about and never sent", async () => {
  const it = worker([{ ...due, action: "ask", sealed: null, provider_transfer_id: "t1" }], {
    ...paid,
    state: "failed",
    reason: `Refused for ${number}`,
  });
  await payouts.run(it.deps, it.log);
  assertEquals([it.sent, it.asked], [[], ["t1"]]);
  assertEquals([it.told()[0]?.answer, it.told()[0]?.reason], ["failed", "Refused for [redacted]"]);
  const none = worker([{ ...due, action: "ask" }], undefined);
  await payouts.run(none.deps, none.log);
  assertEquals(none.told(), [{ payout_id: "p1", answer: "unknown" }]);
});

Deno.test("whether it was sent is said only when it is known", async () => {
  for (
    const [error, answer] of [
      [new TransferNotSent("insufficient", "Too little"), "insufficient"],
      [new TransferNotSent("refused", "No"), "refused"],
      [new TransferNotSent("not_sent", "Circuit open"), "not_sent"],
      [new ProviderUnavailable("no answer", true), "unreachable"],
      [new Error("anything else"), "unreachable"],
    ] as const
  ) {
    const it = worker([due], error);
    await payouts.run(it.deps, it.log);
    assertEquals(it.told()[0]?.answer, answer);
  }
  const unread = worker([{ ...due, sealed: "gone" }], paid);
  await payouts.run(unread.deps, unread.log);
  assertEquals([unread.sent, unread.told()[0]?.answer], [[], "not_sent"]);
  const moved = worker([{ ...due, org_id: "o2" }], paid);
  await payouts.run(moved.deps, moved.log);
  assertEquals([moved.sent, moved.told()[0]?.answer], [[], "not_sent"], "sealed for another one");
});

Deno.test("money that is not real pays nobody; without keys nothing is taken in hand", async () => {
  const it = worker([due], { ...paid, environment: "live" });
  await payouts.run(it.deps, it.log);
  assertEquals(it.told()[0]?.answer, "environment_mismatch");
  const off = worker([due], paid);
  assertEquals(await payouts.run({ ...off.deps, accountNumbers: undefined }, off.log), 0);
  assertEquals(off.database.calls, []);
});

Deno.test("an event has the provider asked; its own words move nothing", async () => {
  const event = {
    message_id: 1,
    attempt: 1,
    event_id: "e1",
    provider: "flutterwave" as const,
    event_type: "transfer.completed",
    reference: due.reference,
    body: { id: "77", amount_kobo: 9_999 },
    payment_amount_kobo: null,
    saves_card: false,
  };
  const find = { find_payout: () => [{ payout_id: "p1", provider_transfer_id: null }] };
  const it = worker([], paid, find);
  assertEquals(await followTransferEvent(it.deps, event), {
    status: "processed",
    note: "The payout is paid",
  });
  assertEquals([it.asked, it.told()[0]?.amount_kobo], [["77"], 500]);
  const stranger = worker([], paid, { find_payout: () => [] });
  assertEquals(await followTransferEvent(stranger.deps, event), {
    status: "ignored",
    note: "No payout of ours",
  });
  assertEquals(stranger.asked, []);
  const away = worker([], new ProviderUnavailable("no answer", true), find);
  let failed = false;
  await followTransferEvent(away.deps, event).catch(() => failed = true);
  assert(failed, "the queue brings it again");
});

Deno.test("after a rotation numbers are sealed anew, for the same account", async () => {
  const context = { orgId: "o1", provider: "paystack", bankCode: "057" };
  const rotated = createSealer([
    { id: "new", bytes: new Uint8Array(32).fill(9) },
    { id: "k", bytes: new Uint8Array(32).fill(7) },
  ]);
  const hashKey = "a-key-of-thirty-two-characters-or-more";
  const row = (payee_account_id: string, bank_code: string) => ({
    payee_account_id,
    org_id: "o1",
    provider: "paystack",
    bank_code,
    sealed,
  });
  // The second one was moved to another bank: it does not open, and is told of.
  const it = worker([], paid, {
    dated_payee_numbers: ({ after }) => after ? [] : [row("a1", "057"), row("a2", "058")],
  });
  const deps = {
    ...it.deps,
    sealer: rotated,
    accountNumbers: createAccountNumbers(rotated, hashKey),
  };
  assertEquals([await sealedAnew.run(deps, it.log), it.lines.length], [1, 1]);
  const made = it.database.calls.find((call) => call.name === "reseal_payee_number")?.parameters;
  assertEquals([made?.payee_account_id, made?.sealed_before], ["a1", sealed]);
  assert(!rotated.isDated(String(made?.sealed)));
  assertEquals(await deps.accountNumbers.open(context, String(made?.sealed)), number);
});
