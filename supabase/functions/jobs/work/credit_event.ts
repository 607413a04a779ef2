/** Events about transfers to virtual accounts: no payment of ours was there before; the provider's answer makes one. */
import { transferChannels } from "../../_shared/virtual_accounts.ts";
import type { JobsDeps } from "../deps.ts";
import { mayBeEarly } from "./early_event.ts";
import type { ClaimedEvent, Outcome } from "./provider_events.ts";

/** Whether an event under a reference that is not ours may be a transfer to an account number. */
export function mayBeCredit(event: ClaimedEvent): boolean {
  return event.reference !== null && transferChannels.includes(event.body.channel ?? "");
}

/**
 * Settles a transfer that the provider confirms. Undefined: it came to no account of a holder.
 * @throws while the provider does not know
 */
export async function settleCredit(
  deps: JobsDeps,
  event: ClaimedEvent,
): Promise<Outcome | undefined> {
  const provider = deps.providers[event.provider];
  if (provider === undefined) throw new Error(`Cannot ask ${event.provider}: it is not set up`);
  const reference = event.reference ?? "";
  const found = await provider.findPayment(reference);
  if (found.state === "pending") throw new Error("The provider says pending: ask again later");
  if (found.state === "unknown" && mayBeEarly(event)) {
    throw new Error("The provider knows no such payment: ask again later");
  }
  if (found.state !== "succeeded" || found.account === undefined) return undefined;
  if (found.environment !== provider.environment) {
    await deps.database.call("note_payment_exception", {
      kind: "environment_mismatch",
      provider: event.provider,
      fingerprint: reference,
      reference,
      details: { received: found.environment },
    });
    return { status: "ignored", note: "environment_mismatch" };
  }
  return {
    settlement: await deps.database.call<string>("settle_credit", {
      message_id: event.message_id,
      event_id: event.event_id,
      holder: found.account.holder,
      account_number: found.account.accountNumber ?? null,
      provider_transaction_id: found.providerTransactionId,
      amount_kobo: found.amountKobo,
      currency: found.currency,
      paid_at: found.paidAt,
      channel: found.channel,
      provider_fees_kobo: found.feesKobo,
    }),
  };
}
