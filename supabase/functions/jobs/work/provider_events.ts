/**
 * Payment events: a webhook is a hint, the provider's own answer is the fact. Every step is safe to repeat
 * and to run in many workers at once; the rule of settlement is private.settle_payment in the database.
 */
import type { Log } from "../../_shared/log.ts";
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";

interface ClaimedEvent {
  message_id: number;
  attempt: number;
  event_id: string;
  provider: string;
  event_type: string;
  reference: string | null;
  body: { amount?: number | string; currency?: string };
  /** Null when the reference is not one of ours. */
  payment_amount_kobo: number | null;
}

/** Events that may mean that money came in. */
const paidEvents = new Set(["charge.success"]);
const batch = 10;
/** Stop taking new batches after this long: an edge function's time is bounded. */
const budgetMs = 20_000;

/** Works off the queue of payment events until it is empty or time is up. */
export const providerEvents: Work = { name: "provider_events", run: drain };

async function drain(deps: JobsDeps, log: Log): Promise<number> {
  const deadline = Date.now() + budgetMs;
  let handled = 0;
  while (Date.now() < deadline) {
    const events = await deps.database.call<ClaimedEvent[]>("claim_provider_events", {
      max_events: batch,
      visible_again_after_s: 60,
    });
    for (const event of events) {
      try {
        const outcome = await handle(deps, event);
        log.info("job.provider_event", {
          eventId: event.event_id,
          type: event.event_type,
          outcome,
        });
      } catch (error) {
        const next = await deps.database.call<string>("retry_provider_event", {
          message_id: event.message_id,
          event_id: event.event_id,
          attempt: event.attempt,
          error: error instanceof Error ? error.message : String(error),
        });
        log.warn("job.provider_event_failed", { eventId: event.event_id, next, error });
      }
      handled += 1;
    }
    if (events.length < batch) return handled;
  }
  return handled;
}

async function handle(deps: JobsDeps, event: ClaimedEvent): Promise<string> {
  const close = async (outcome: "processed" | "ignored", note: string) => {
    await deps.database.call("close_provider_event", {
      message_id: event.message_id,
      event_id: event.event_id,
      outcome,
      note,
    });
    return note;
  };
  const trace = (kind: string, details: Record<string, unknown>) =>
    deps.database.call("note_payment_exception", {
      kind,
      provider: event.provider,
      fingerprint: event.reference ?? event.event_id,
      reference: event.reference,
      details,
    });

  if (!paidEvents.has(event.event_type)) return await close("ignored", "No action for this event");
  const claimed = { amount_kobo: event.body.amount, currency: event.body.currency };
  if (event.reference === null || event.payment_amount_kobo === null) {
    await trace("unknown_reference", claimed);
    return await close("ignored", "unknown_reference");
  }
  const provider = deps.providers[event.provider];
  if (provider === undefined) throw new Error(`Cannot ask ${event.provider}: it is not set up`);

  const payment = await provider.findPayment(event.reference);
  const claims = Number(event.body.amount);
  if (
    event.attempt === 1 && claims !== event.payment_amount_kobo &&
    (payment.state !== "succeeded" || payment.amountKobo !== claims)
  ) {
    // The signed event and the provider's own answer disagree: a person should know, whatever follows.
    await trace("amount_mismatch", { ...claimed, expected_kobo: event.payment_amount_kobo });
  }
  if (payment.state === "pending") throw new Error("The provider says pending: ask again later");
  if (payment.state !== "succeeded") {
    return await close("ignored", `The provider says ${payment.state}`);
  }
  if (payment.environment !== provider.environment) {
    await trace("environment_mismatch", { received: payment.environment });
    return await close("ignored", "environment_mismatch");
  }
  return await deps.database.call<string>("settle_provider_event", {
    message_id: event.message_id,
    event_id: event.event_id,
    provider_transaction_id: payment.providerTransactionId,
    amount_kobo: payment.amountKobo,
    currency: payment.currency,
    paid_at: payment.paidAt,
    channel: payment.channel,
    provider_fees_kobo: payment.feesKobo,
  });
}
