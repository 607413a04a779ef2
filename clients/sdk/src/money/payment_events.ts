import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";

/** Something about a payment that needs a person, with what is suggested. */
export type PaymentException = Database["public"]["Tables"]["payment_exceptions"]["Row"];

/** How far an event has come: kept is for what no part of Estate acts on yet. */
export type ProviderEventStatus = "received" | "processed" | "ignored" | "failed" | "kept";

/** An event that a payment provider sent. */
export interface ProviderEvent {
  readonly id: string;
  readonly provider: Database["public"]["Enums"]["payment_method"];
  readonly event_type: string;
  readonly reference: string | null;
  readonly status: ProviderEventStatus;
  /** What came of it, or the last error. */
  readonly note: string | null;
  readonly times_received: number;
  readonly received_at: string;
  readonly processed_at: string | null;
}

/** For staff: what is wrong with payments and not resolved, latest first. */
export async function listPaymentExceptions(estate: Estate): Promise<PaymentException[]> {
  return dataOf(
    await estate.from("payment_exceptions").select("*").is("resolved_at", null)
      .order("last_seen_at", { ascending: false }).limit(200),
  );
}

/**
 * For staff: says what was found and done about one.
 * @throws {EstateError} payment.exception_resolved in other words; payment.exception_undecided while what it is about is for
 * another act to decide
 */
export async function resolvePaymentException(
  estate: Estate,
  exceptionId: string,
  resolution: string,
): Promise<PaymentException> {
  return dataOf(
    await estate.rpc("resolve_payment_exception", { exception_id: exceptionId, resolution }),
  );
}

/** For staff: the providers' events, newest first, at most 200 before the one with `beforeId`. */
export async function listProviderEvents(
  estate: Estate,
  wanted: { status?: ProviderEventStatus; reference?: string; beforeId?: string; limit?: number } =
    {},
): Promise<ProviderEvent[]> {
  return dataAs(
    await estate.rpc(
      "list_provider_events",
      given({
        with_status: wanted.status,
        of_reference: wanted.reference,
        before_id: wanted.beforeId,
        max_results: wanted.limit,
      }),
    ),
  );
}

/**
 * For staff: has an event worked off once more, whatever came of it; what it settled stays settled once. False: it
 * still waits for its first turn.
 */
export async function replayProviderEvent(estate: Estate, eventId: string): Promise<boolean> {
  return dataOf(await estate.rpc("replay_provider_event", { event_id: eventId }));
}

/** For staff: has up to 100 events that were given up worked off once more; returns how many. */
export async function redriveProviderEvents(estate: Estate): Promise<number> {
  return dataOf(await estate.rpc("redrive_provider_events"));
}
