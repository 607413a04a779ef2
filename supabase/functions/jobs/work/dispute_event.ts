/** Events about disputes: a hint to ask the provider for that dispute, which it then tells. */
import type { JobsDeps } from "../deps.ts";
import { keepDispute } from "./disputes.ts";
import { mayBeEarly } from "./early_event.ts";
import type { ClaimedEvent, Outcome } from "./provider_events.ts";

/** Follows the dispute that an event is about. @throws while the provider does not know it */
export async function followDispute(deps: JobsDeps, event: ClaimedEvent): Promise<Outcome> {
  const provider = deps.providers[event.provider];
  if (provider === undefined) throw new Error(`Cannot ask ${event.provider}: it is not set up`);
  const { id } = event.body;
  const dispute = id === undefined ? undefined : await provider.disputes.find(id);
  if (dispute === undefined) {
    if (mayBeEarly(event)) throw new Error("The provider knows no such dispute: ask again later");
    await deps.database.call("note_payment_exception", {
      kind: "money_going_back",
      provider: event.provider,
      fingerprint: `disputes ${id ?? event.reference ?? event.event_id}`.slice(0, 128),
      reference: event.reference,
      details: { event_type: event.event_type, amount_kobo: event.body.amount_kobo ?? null },
    });
    return { status: "ignored", note: "The provider knows no such dispute" };
  }
  const standing = await keepDispute(deps, event.provider, dispute);
  return standing === null
    ? { status: "ignored", note: "No settled payment of ours" }
    : { status: "processed", note: `The dispute is ${standing}` };
}
