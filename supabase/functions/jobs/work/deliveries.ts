/**
 * SMS and e-mails: takes what is due out of the outbox, hands it to who carries it, and says what came of it. What may be
 * sent, again too, the database decides: supabase/schemas/10_words/62_sending.sql.
 */
import { type Circuit, createCircuit } from "../../_shared/circuit.ts";
import { systemClock } from "../../_shared/clock.ts";
import type { EmailSender } from "../../_shared/email_sender.ts";
import type { Log } from "../../_shared/log.ts";
import { Problem } from "../../_shared/problem.ts";
import { SendFailure, type SendOutcome } from "../../_shared/send_failure.ts";
import type { SmsSender } from "../../_shared/sms_sender.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

/** What service.claim_deliveries() hands out. */
export interface DueDelivery {
  readonly delivery_id: string;
  readonly lease_id: string;
  readonly reference: string;
  readonly kind: string;
  readonly purpose: "transactional" | "announcement" | "otp";
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly language: string;
  readonly unsubscribe_token: string | null;
}

interface Claimed {
  readonly taken: number;
  readonly deliveries: readonly DueDelivery[];
  readonly is_held: boolean;
}

/** What service.finish_deliveries() takes. */
interface Result {
  readonly delivery_id: string;
  readonly lease_id: string;
  readonly outcome: "sent" | SendOutcome;
  readonly provider: string;
  readonly provider_id?: string;
  readonly cost_kobo?: number | null;
  readonly code?: string;
}

/** One way out. */
interface Desk {
  readonly channel: "sms" | "email";
  readonly provider: string;
  /** How many are handed over side by side. A worker that dies leaves no more than these in doubt. */
  readonly group: number;
  send(
    due: DueDelivery,
  ): Promise<{ providerId: string; costKobo?: number | null }>;
}

/** An answer that takes longer will not come: the message may have gone. */
const answerMs = 15_000;
/** A worker that has not said what came of its group by then is dead. */
const leaseSeconds = 120;
/** How long a carrier that is there is believed to be. */
const admittedMs = 2_000;
/** How long to wait where more is due than the rate of a channel allows. */
const heldMs = 500;

/** Sends what is due, until nothing is or time is up. */
export const deliveries: Work = { name: "deliveries", run: work };

async function work(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps, deps.deliveryBudgetMs);
  const done = await Promise.all(
    desksOf(deps).map((desk) =>
      drain(
        deps,
        desk,
        createCircuit(deps.database, `${desk.channel}:${desk.provider}`, {
          log,
        }),
        goesOn,
        log,
      )
    ),
  );
  return done.reduce((sum, n) => sum + n, 0);
}

function desksOf(deps: JobsDeps): Desk[] {
  return [
    ...deps.sms === undefined ? [] : [smsDesk(deps.sms)],
    ...deps.email === undefined ? [] : [emailDesk(deps.email, deps)],
  ];
}

function smsDesk(sender: SmsSender): Desk {
  return {
    channel: "sms",
    provider: sender.name,
    group: 10,
    send: ({ to, text, reference, purpose }) => sender.send({ to, text, reference, purpose }),
  };
}

function emailDesk(
  sender: EmailSender,
  { appUrl, functionsUrl }: JobsDeps,
): Desk {
  const { hostname } = new URL(appUrl);
  return {
    channel: "email",
    provider: sender.name,
    group: 25,
    send: (due) =>
      sender.send({
        to: due.to,
        subject: due.subject ?? "",
        text: due.text,
        ...due.html === null ? {} : { html: due.html },
        messageId: `<${due.reference}@${hostname}>`,
        language: due.language,
        ...due.unsubscribe_token === null || functionsUrl === undefined ? {} : {
          unsubscribeUrl: `${functionsUrl}/messages/unsubscribe/${due.unsubscribe_token}`,
        },
      }),
  };
}

async function drain(
  deps: JobsDeps,
  desk: Desk,
  circuit: Circuit,
  goesOn: () => boolean,
  log: Log,
): Promise<number> {
  let done = 0;
  let admittedUntil = 0;
  while (goesOn()) {
    // Nothing is taken that would only be put back.
    if (Date.now() >= admittedUntil) {
      if (!await circuit.admits()) break;
      admittedUntil = Date.now() + admittedMs;
    }
    const claimed = await deps.database.call<Claimed | null>(
      "claim_deliveries",
      {
        channel: desk.channel,
        most: desk.group,
        lease_s: deps.deliveryLeaseSeconds ?? leaseSeconds,
        app_url: new URL(deps.appUrl).origin,
      },
    );
    if (claimed === null) break;
    if (claimed.taken === 0) {
      if (!claimed.is_held) break;
      await systemClock.sleep(heldMs);
      continue;
    }
    if (claimed.deliveries.length > 0) {
      const results = await Promise.all(
        claimed.deliveries.map((due) =>
          handOver(desk, due, circuit, deps.deliveryAnswerMs ?? answerMs, log)
        ),
      );
      await say(deps, results);
      const tally: Record<string, number> = {};
      for (const { outcome } of results) {
        tally[outcome] = (tally[outcome] ?? 0) + 1;
      }
      log.info("job.deliveries", { channel: desk.channel, ...tally });
    }
    done += claimed.taken;
  }
  return done;
}

async function handOver(
  desk: Desk,
  due: DueDelivery,
  circuit: Circuit,
  wait: number,
  log: Log,
): Promise<Result> {
  const known = {
    delivery_id: due.delivery_id,
    lease_id: due.lease_id,
    provider: desk.provider,
  };
  let pass;
  try {
    pass = await circuit.enter();
  } catch {
    return { ...known, outcome: "not_sent", code: "circuit_open" };
  }
  try {
    const { providerId, costKobo } = await within(wait, desk.send(due));
    await pass.report(true);
    return {
      ...known,
      outcome: "sent",
      provider_id: providerId,
      cost_kobo: costKobo ?? null,
    };
  } catch (error) {
    const { outcome, code } = failureOf(error);
    // Who refuses one message is there for the others.
    await pass.report(outcome === "refused");
    log.warn("job.delivery_failed", {
      deliveryId: due.delivery_id,
      kind: due.kind,
      channel: desk.channel,
      outcome,
      code,
    });
    return { ...known, outcome, code };
  }
}

/** What a failure says of the message. Whatever is not known to have kept it here may have let it go. */
function failureOf(error: unknown): { outcome: SendOutcome; code: string } {
  if (error instanceof SendFailure) {
    return { outcome: error.outcome, code: error.code };
  }
  if (error instanceof Problem && error.code === "upstream.circuit_open") {
    return { outcome: "not_sent", code: "circuit_open" };
  }
  return {
    outcome: "unknown",
    code: error instanceof NoAnswer ? "no_answer" : "unexpected",
  };
}

/** The carrier did not answer in time. */
class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

async function within<Result>(
  ms: number,
  work: Promise<Result>,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new NoAnswer("No answer in time")), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Says what came of a group; until it is said, nobody knows. Said twice is said once. */
async function say(deps: JobsDeps, results: readonly Result[]): Promise<void> {
  for (let tries = 1;; tries++) {
    try {
      await deps.database.call("finish_deliveries", { results });
      return;
    } catch (error) {
      if (tries === 3) throw error;
      await systemClock.sleep(200 * tries * (1 + Math.random()));
    }
  }
}
