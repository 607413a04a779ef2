/**
 * Payouts: what was approved is given to the provider once, and what became of it is asked by our reference. That it is
 * being sent is written down by service.claim_payouts() before the provider hears of it; what follows from an answer says
 * service.record_payout_answer().
 */
import type { Log } from "../../_shared/log.ts";
import type { ProviderName } from "../../_shared/payment_provider.ts";
import { redact } from "../../_shared/redact.ts";
import { type ProviderTransfer, TransferNotSent } from "../../_shared/transfer_provider.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface DuePayout {
  payout_id: string;
  action: "send" | "ask";
  provider: ProviderName;
  reference: string;
  amount_kobo: number;
  org_id: string;
  bank_code: string;
  account_name: string;
  note: string | null;
  /** The number; null unless it is to be sent. */
  sealed: string | null;
  provider_transfer_id: string | null;
}

/** One at a time: that it is being sent is written down right before it is. */
const batch = 1;

/** Sends and asks until nothing is due or time is up. */
export const payouts: Work = { name: "payouts", run: work };

async function work(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  if (deps.accountNumbers === undefined) return 0;
  const providers = Object.entries(deps.providers)
    .filter(([, provider]) => provider.transfers !== undefined).map(([name]) => name);
  let done = 0;
  while (goesOn() && providers.length > 0) {
    const due = await deps.database.call<DuePayout[] | null>("claim_payouts", {
      providers,
      max_payouts: batch,
    }) ?? [];
    for (const payout of due) {
      const status = payout.action === "send"
        ? await send(deps, payout, log)
        : await askAboutPayout(deps, payout, log);
      log.info("job.payout", { reference: payout.reference, action: payout.action, status });
      done += 1;
    }
    if (due.length < batch) break;
  }
  return done;
}

/** What of a payout is needed to ask about it. */
export type AskedPayout = Pick<
  DuePayout,
  "payout_id" | "provider" | "reference" | "provider_transfer_id"
>;

/** Asks the provider what became of a payout, and keeps its answer; returns the payout's status by then. */
async function askAboutPayout(
  deps: JobsDeps,
  payout: AskedPayout,
  log: Log,
): Promise<string> {
  try {
    return await recordFoundTransfer(deps, payout);
  } catch (error) {
    log.warn("job.payout_not_told", { reference: payout.reference, error });
    return await record(deps, payout, "unreachable");
  }
}

/** The same, for who asks again later by themselves. @throws while the provider does not answer */
export async function recordFoundTransfer(deps: JobsDeps, payout: AskedPayout): Promise<string> {
  const transfers = deps.providers[payout.provider]?.transfers;
  if (transfers === undefined) throw new Error(`Cannot ask ${payout.provider}: it is not set up`);
  const found = await transfers.findTransfer(
    payout.reference,
    payout.provider_transfer_id ?? undefined,
  );
  return await (found === undefined
    ? record(deps, payout, "unknown")
    : recordTransfer(deps, payout, found));
}

async function send(deps: JobsDeps, payout: DuePayout, log: Log): Promise<string> {
  const transfers = deps.providers[payout.provider]?.transfers;
  let accountNumber: string;
  try {
    if (transfers === undefined || deps.accountNumbers === undefined) {
      throw new Error(`Cannot send with ${payout.provider}: it is not set up`);
    }
    accountNumber = await deps.accountNumbers.open(
      { orgId: payout.org_id, provider: payout.provider, bankCode: payout.bank_code },
      payout.sealed ?? "",
    );
  } catch (error) {
    log.error("job.payout_number_not_opened", { reference: payout.reference, error });
    return await record(deps, payout, "not_sent", "The account's number could not be read");
  }
  let sent: ProviderTransfer;
  try {
    sent = await transfers.sendTransfer({
      reference: payout.reference,
      amountKobo: payout.amount_kobo,
      bankCode: payout.bank_code,
      accountNumber,
      accountName: payout.account_name,
      note: payout.note ?? `Payout ${payout.reference.slice(-12)}`,
    });
  } catch (error) {
    log.warn("job.payout_not_sent", { reference: payout.reference, error });
    return error instanceof TransferNotSent
      ? await record(deps, payout, error.kind, error.message)
      // Nobody knows: it is asked about from now on.
      : await record(deps, payout, "unreachable");
  }
  return await recordTransfer(deps, payout, sent);
}

function recordTransfer(
  deps: JobsDeps,
  payout: AskedPayout,
  told: ProviderTransfer,
): Promise<string> {
  const isReal = told.environment === deps.providers[payout.provider]?.environment;
  return deps.database.call<string>("record_payout_answer", {
    payout_id: payout.payout_id,
    answer: isReal ? told.state : "environment_mismatch",
    provider_transfer_id: told.providerTransferId,
    amount_kobo: told.amountKobo,
    ...(told.feeKobo === undefined ? {} : { fee_kobo: told.feeKobo }),
    ...(told.paidAt === undefined ? {} : { paid_at: told.paidAt }),
    ...(told.state === "paid" || told.state === "pending" || told.reason === undefined
      ? {}
      : { reason: wordsOf(told.reason) }),
  });
}

function record(
  deps: JobsDeps,
  payout: AskedPayout,
  answer: string,
  reason?: string,
): Promise<string> {
  return deps.database.call<string>("record_payout_answer", {
    payout_id: payout.payout_id,
    answer,
    ...(reason === undefined ? {} : { reason: wordsOf(reason) }),
  });
}

/** A provider's words, which members read: without account numbers. */
function wordsOf(reason: string): string {
  return String(redact(reason)).slice(0, 300);
}
