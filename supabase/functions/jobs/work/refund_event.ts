/** Events about refunds: a hint to ask the provider for the refunds of that payment, which it then lists. */
import type { JobsDeps } from "../deps.ts";
import type { ClaimedEvent, Outcome } from "./provider_events.ts";
import { askRefunds, type SettledPayment } from "./refunds.ts";

/** Follows the refunds of the payment that an event is about. @throws while the provider does not list what it told of */
export async function followRefunds(deps: JobsDeps, event: ClaimedEvent): Promise<Outcome> {
  const [payment] = await deps.database.call<SettledPayment[] | null>("find_settled_payment", {
    of_provider: event.provider,
    named_reference: event.reference,
    // Flutterwave's events name the transaction and nothing of ours.
    named_transaction_id: event.provider === "flutterwave" ? event.body.id ?? null : null,
  }) ?? [];
  if (
    payment === undefined ||
    event.provider === "flutterwave" && payment.provider_transaction_id !== event.body.id
  ) {
    await deps.database.call("note_payment_exception", {
      kind: "money_going_back",
      provider: event.provider,
      // One row for each refund, however many events tell of it.
      fingerprint: `refunds ${event.body.id ?? event.reference ?? event.event_id}`.slice(0, 128),
      reference: event.reference,
      details: { event_type: event.event_type, amount_kobo: event.body.amount_kobo ?? null },
    });
    return { status: "ignored", note: "No settled payment of ours" };
  }
  const heard = await askRefunds(deps, event.provider, payment);
  if (heard === 0) throw new Error("The provider lists no refund of the payment: ask again later");
  return { status: "processed", note: `The provider lists ${heard}` };
}
