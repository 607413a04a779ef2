/**
 * Payment events: a webhook is a hint, the provider's own answer is the fact. Every step is safe to repeat
 * and to run in many workers at once; the rule of settlement is private.settle_payment in the database.
 */
import type { Log } from "../../_shared/log.ts";
import type { ProviderName } from "../../_shared/payment_provider.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";
import { followDispute } from "./dispute_event.ts";
import { settlePaidEvent } from "./paid_event.ts";
import { followRefunds } from "./refund_event.ts";
import { followTransferEvent } from "./transfer_event.ts";

/** An event that a worker has taken. */
export interface ClaimedEvent {
  message_id: number;
  attempt: number;
  event_id: string;
  provider: ProviderName;
  event_type: string;
  reference: string | null;
  /** What the webhook says; amounts are kobo. */
  body: { id?: string; amount_kobo?: number; currency?: string; channel?: string };
  /** Null when the reference is not one of ours. */
  payment_amount_kobo: number | null;
  /** Whether who pays let us keep the card. */
  saves_card: boolean;
}

/** What became of an event: how its row is closed, or the settlement that has closed it. */
export type Outcome =
  | { readonly status: "processed" | "ignored" | "kept"; readonly note: string }
  | { readonly settlement: string };

/** What an event leads to. It may be called again for the same one. */
export type EventHandler = (deps: JobsDeps, event: ClaimedEvent) => Promise<Outcome>;

const keepFor = (what: string): EventHandler => () =>
  Promise.resolve({ status: "kept", note: `Kept for ${what}` });

/** What each event leads to, by provider and its own name for it: one handler each. */
const handlers: Readonly<Record<ProviderName, Readonly<Record<string, EventHandler>>>> = {
  paystack: {
    "charge.success": settlePaidEvent,
    // Not documented; should it come, the provider is asked like after any other.
    "charge.failed": settlePaidEvent,
    "refund.pending": followRefunds,
    "refund.processing": followRefunds,
    "refund.processed": followRefunds,
    "refund.failed": followRefunds,
    "refund.needs-attention": followRefunds,
    "charge.dispute.create": followDispute,
    "charge.dispute.remind": followDispute,
    "charge.dispute.resolve": followDispute,
    "transfer.success": followTransferEvent,
    "transfer.failed": followTransferEvent,
    "transfer.reversed": followTransferEvent,
    "dedicatedaccount.assign.success": keepFor("virtual accounts"),
    "dedicatedaccount.assign.failed": keepFor("virtual accounts"),
    "bank.transfer.rejected": keepFor("virtual accounts"),
    "customeridentification.success": keepFor("identity"),
    "customeridentification.failed": keepFor("identity"),
  },
  flutterwave: {
    // For what succeeded and for what failed.
    "charge.completed": settlePaidEvent,
    "refund.completed": followRefunds,
    "chargeback.initiated": followDispute,
    "chargeback.accepted": followDispute,
    "chargeback.declined": followDispute,
    "chargeback.won": followDispute,
    "chargeback.lost": followDispute,
    "transfer.completed": followTransferEvent,
    "bvn.completed": keepFor("identity"),
  },
};

const batch = 10;
/** Eight are over within an hour or two; so many outlast a provider that is away for half a day. */
const mostAttempts = 20;
/** Works off the queue of payment events until it is empty or time is up. */
export const providerEvents: Work = { name: "provider_events", run: drain };

async function drain(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  let handled = 0;
  while (goesOn()) {
    const events = await deps.database.call<ClaimedEvent[]>("claim_provider_events", {
      max_events: batch,
      visible_again_after_s: 60,
    });
    for (const event of events) {
      try {
        const outcome = await workOff(deps, event);
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
          max_attempts: mostAttempts,
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

async function workOff(deps: JobsDeps, event: ClaimedEvent): Promise<string> {
  const handle = handlers[event.provider]?.[event.event_type];
  const outcome: Outcome = handle === undefined
    ? { status: "ignored", note: "No handler knows this event" }
    : await handle(deps, event);
  if ("settlement" in outcome) return outcome.settlement;
  await deps.database.call("close_provider_event", {
    message_id: event.message_id,
    event_id: event.event_id,
    outcome: outcome.status,
    note: outcome.note,
  });
  return outcome.note;
}
