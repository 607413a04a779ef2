/** Events about transfers: the provider is asked, and its own answer moves the payout. */
import type { JobsDeps } from "../deps.ts";
import { type AskedPayout, recordFoundTransfer } from "./payouts.ts";
import type { ClaimedEvent, Outcome } from "./provider_events.ts";

/** Has the payout that an event is about moved, by what the provider itself says. @throws while it does not answer */
export async function followTransferEvent(deps: JobsDeps, event: ClaimedEvent): Promise<Outcome> {
  const [payout] = event.reference === null ? [] : await deps.database.call<
    Pick<AskedPayout, "payout_id" | "provider_transfer_id">[] | null
  >("find_payout", { provider: event.provider, reference: event.reference }) ?? [];
  if (payout === undefined || event.reference === null) {
    return { status: "ignored", note: "No payout of ours" };
  }
  const status = await recordFoundTransfer(deps, {
    ...payout,
    provider: event.provider,
    reference: event.reference,
    // Flutterwave finds a transfer by its number; whose it is, its own answer says.
    provider_transfer_id: payout.provider_transfer_id ?? event.body.id ?? null,
  });
  return { status: "processed", note: `The payout is ${status}` };
}
