/**
 * Disputes: answers are sent to the providers, and once an hour each is asked for its disputes of the last months, since
 * not every one tells of them. What follows from one is said in supabase/schemas/09_money/55_disputes.sql.
 */
import { systemClock } from "../../_shared/clock.ts";
import type { DisputeAnswer, DisputeDesk, ProviderDispute } from "../../_shared/dispute_desk.ts";
import { sha256Hex } from "../../_shared/hmac.ts";
import type { Log } from "../../_shared/log.ts";
import {
  type PaymentProvider,
  type ProviderName,
  ProviderRefusal,
} from "../../_shared/payment_provider.ts";
import { Problem } from "../../_shared/problem.ts";
import type { JobsDeps } from "../deps.ts";
import { errorText } from "../error_text.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface DueAnswer {
  dispute_id: string;
  provider: ProviderName;
  provider_dispute_id: string;
  answer: DisputeAnswer["answer"];
  note: string;
  amount_kobo: number;
  payer_email: string | null;
  payer_name: string | null;
  service_details: string;
  document_id: string | null;
  /** Where the paper lies in the private bucket, and what it is. */
  storage_path: string | null;
  mime_type: string | null;
  sha256: string | null;
  /** What the provider calls it, if it has it already. */
  evidence_name: string | null;
}

const endings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
};

/** One at a time: nobody corrects an answer while it is in hand, so none waits there behind another. */
const batch = 1;
/** Banks take up to four months to dispute a payment, and some weeks to decide. */
const daysBack = 60;
/** Sends answers, then asks for disputes. */
export const disputes: Work = { name: "disputes", run: work };

async function work(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  const methods = Object.keys(deps.providers);
  let done = 0;
  while (goesOn()) {
    const due = await deps.database.call<DueAnswer[] | null>("claim_dispute_answers", {
      methods,
      max_answers: batch,
    }) ?? [];
    for (const answer of due) {
      await send(deps, answer, log);
      done += 1;
    }
    if (due.length < batch) break;
  }
  while (goesOn()) {
    const [poll] = await deps.database.call<{ provider: ProviderName }[] | null>(
      "claim_dispute_poll",
      { methods },
    ) ?? [];
    if (poll === undefined) break;
    const record = (error: string | null) =>
      deps.database.call("record_dispute_poll", { of_provider: poll.provider, error });
    try {
      done += await ask(deps, poll.provider, goesOn, log);
    } catch (error) {
      // It is asked again in an hour; of what it has told itself there was an event.
      log.warn("job.disputes_not_listed", { provider: poll.provider, error });
      await record(errorText(error));
      continue;
    }
    await record(null);
  }
  return done;
}

async function send(deps: JobsDeps, due: DueAnswer, log: Log): Promise<void> {
  const { disputes: desk } = deps.providers[due.provider] as PaymentProvider;
  try {
    await desk.answer({
      providerDisputeId: due.provider_dispute_id,
      answer: due.answer,
      note: due.note,
      amountKobo: due.amount_kobo,
      payerEmail: due.payer_email ?? undefined,
      payerName: due.payer_name ?? undefined,
      serviceDetails: due.service_details,
      evidenceName: await evidenceOf(deps, desk, due),
    });
    const dispute = await desk.find(due.provider_dispute_id);
    if (dispute === undefined || dispute.state === "open") {
      throw new Error("The provider has the answer and still says that the dispute is open");
    }
    await keepDispute(deps, due.provider, dispute);
  } catch (error) {
    log.warn("job.dispute_answer_failed", { disputeId: due.dispute_id, error });
    await deps.database.call("put_off_dispute_answer", {
      dispute_id: due.dispute_id,
      error: error instanceof Error ? error.message : String(error),
      is_refused: error instanceof ProviderRefusal,
    });
  }
}

/**
 * What the provider calls the paper that shows what is answered; it is given it first, if it has not got it. A worker that
 * is killed before that is kept leaves a file that no answer names.
 * @throws {ProviderRefusal} when the paper's file is not what was named: another answer is to be given
 */
async function evidenceOf(
  deps: JobsDeps,
  desk: DisputeDesk,
  due: DueAnswer,
): Promise<string | undefined> {
  const { document_id, storage_path, mime_type, sha256 } = due;
  if (
    desk.uploadEvidence === undefined || due.answer !== "contest" || document_id === null ||
    storage_path === null || mime_type === null
  ) return undefined;
  if (due.evidence_name !== null) return due.evidence_name;
  const file = await deps.files.read("documents", storage_path);
  if (file === undefined || await sha256Hex(file.bytes) !== sha256) {
    throw new ProviderRefusal("The paper's file is not there any more: name another");
  }
  const name = await desk.uploadEvidence(due.provider_dispute_id, {
    name: `evidence-${due.dispute_id}.${endings[mime_type] ?? "bin"}`,
    type: mime_type,
    bytes: file.bytes,
  });
  await deps.database.call("keep_dispute_evidence", {
    dispute_id: due.dispute_id,
    document_id,
    evidence_name: name,
  });
  return name;
}

async function ask(
  deps: JobsDeps,
  name: ProviderName,
  goesOn: () => boolean,
  log: Log,
): Promise<number> {
  const { disputes: desk } = deps.providers[name] as PaymentProvider;
  const today = (deps.clock ?? systemClock).now();
  const day = (back: number) => new Date(today - back * 86_400_000).toISOString().slice(0, 10);
  let heard = 0;
  /** What nobody can keep a person looks up: it has a deadline, and the others have theirs. */
  const leaveToStaff = async (providerDisputeId: string, error: unknown) => {
    log.error("job.dispute_not_kept", { provider: name, providerDisputeId, error });
    await deps.database.call("note_unread_dispute", {
      of_provider: name,
      provider_dispute_id: providerDisputeId,
      error: errorText(error),
    });
  };
  let cursor: string | undefined;
  do {
    const page = await desk.list(day(daysBack), day(-1), cursor);
    for (const dispute of page.disputes) {
      try {
        await keepDispute(deps, name, dispute);
        heard += 1;
      } catch (error) {
        // A database that is away takes none of the others either.
        if (!(error instanceof Problem) || error.code === "database.busy") throw error;
        await leaveToStaff(dispute.providerDisputeId, error);
      }
    }
    for (const it of page.unread) {
      await leaveToStaff(it, `Cannot read what ${name} says of the dispute`);
    }
    cursor = page.next;
  } while (cursor !== undefined && goesOn());
  return heard;
}

/** Keeps what a provider says of a dispute; returns where it stands, or null when no payment of ours is meant. */
export function keepDispute(
  deps: JobsDeps,
  name: ProviderName,
  dispute: ProviderDispute,
): Promise<string | null> {
  return deps.database.call<string | null>("keep_dispute", {
    of_provider: name,
    transaction_id: dispute.providerTransactionId,
    reference: dispute.reference ?? null,
    provider_dispute_id: dispute.providerDisputeId,
    amount_kobo: dispute.amountKobo ?? null,
    state: dispute.state,
    category: dispute.category ?? null,
    answer_by: dispute.answerBy ?? null,
  });
}
