/** Events that may mean that money came in: the provider is asked, and what it confirms is settled. */
import type { JobsDeps } from "../deps.ts";
import { mayBeCredit, settleCredit } from "./credit_event.ts";
import { mayBeEarly } from "./early_event.ts";
import { keepCard } from "./kept_card.ts";
import { keepToldSplit } from "./told_split.ts";
import type { ClaimedEvent, Outcome } from "./provider_events.ts";

/** Settles what an event is about, if the provider confirms it. @throws while the provider does not know */
export async function settlePaidEvent(deps: JobsDeps, event: ClaimedEvent): Promise<Outcome> {
  const trace = (kind: string, details: Record<string, unknown>) =>
    deps.database.call("note_payment_exception", {
      kind,
      provider: event.provider,
      fingerprint: event.reference ?? event.event_id,
      reference: event.reference,
      details,
    });
  const { amount_kobo: claims, currency } = event.body;
  if (event.payment_amount_kobo === null && mayBeCredit(event)) {
    const outcome = await settleCredit(deps, event);
    if (outcome !== undefined) return outcome;
  }
  if (event.reference === null || event.payment_amount_kobo === null) {
    await trace("unknown_reference", { amount_kobo: claims, currency });
    return { status: "ignored", note: "unknown_reference" };
  }
  const provider = deps.providers[event.provider];
  if (provider === undefined) throw new Error(`Cannot ask ${event.provider}: it is not set up`);

  // Flutterwave makes a transaction of every try to pay: this event is about one of them.
  const payment = await provider.findPayment(
    event.reference,
    event.provider === "flutterwave" ? event.body.id : undefined,
  );
  if (
    event.attempt === 1 && claims !== event.payment_amount_kobo &&
    (payment.state !== "succeeded" || payment.amountKobo !== claims)
  ) {
    // The signed event and the provider's own answer disagree: a person should know, whatever follows.
    await trace("amount_mismatch", {
      amount_kobo: claims,
      currency,
      expected_kobo: event.payment_amount_kobo,
    });
  }
  if (payment.state === "pending") throw new Error("The provider says pending: ask again later");
  if (payment.state === "unknown" && mayBeEarly(event)) {
    throw new Error("The provider knows no such payment: ask again later");
  }
  if (payment.state !== "succeeded") {
    return { status: "ignored", note: `The provider says ${payment.state}` };
  }
  if (payment.environment !== provider.environment) {
    await trace("environment_mismatch", { received: payment.environment });
    return { status: "ignored", note: "environment_mismatch" };
  }
  if (event.saves_card && payment.card !== undefined) {
    await keepCard(deps, event.provider, event.reference, payment.card);
  }
  if (payment.split !== undefined) await keepToldSplit(deps, event.reference, payment.split);
  return {
    settlement: await deps.database.call<string>("settle_provider_event", {
      message_id: event.message_id,
      event_id: event.event_id,
      provider_transaction_id: payment.providerTransactionId,
      amount_kobo: payment.amountKobo,
      currency: payment.currency,
      paid_at: payment.paidAt,
      channel: payment.channel,
      provider_fees_kobo: payment.feesKobo,
    }),
  };
}
