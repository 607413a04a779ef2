/** Keeping the card of a payment whose payer agreed to it, before they paid. */
import { sha256Hex } from "../../_shared/hmac.ts";
import type { ProviderName } from "../../_shared/payment_provider.ts";
import { Problem } from "../../_shared/problem.ts";
import type { ReusableCard } from "../../_shared/saved_cards.ts";
import type { JobsDeps } from "../deps.ts";

/**
 * Keeps it: what charges it goes to the database sealed. Money comes first: a card that cannot be kept keeps no payment
 * from being settled.
 */
export async function keepCard(
  deps: Pick<JobsDeps, "database" | "sealer" | "log">,
  provider: ProviderName,
  reference: string,
  card: ReusableCard,
): Promise<void> {
  try {
    await deps.database.call<boolean>("save_authorization", {
      payment_reference: reference,
      provider,
      channel: card.channel,
      brand: card.brand ?? null,
      bank: card.bank ?? null,
      last_four: card.lastFour ?? null,
      expires_on: card.expiresOn ?? null,
      email: card.email,
      fingerprint: await sha256Hex(new TextEncoder().encode(`${provider} ${card.identity}`)),
      sealed: await deps.sealer.seal(card.token, placeOf(reference)),
    });
  } catch (error) {
    if (error instanceof Problem && error.code === "database.busy") throw error;
    // Not the error itself: a database quotes the row that it refuses.
    const problem = error instanceof Problem ? error.code : "unexpected";
    deps.log.error("job.card_not_kept", { reference, problem });
  }
}

/** What a token is bound to: the payment that brought it. */
export function placeOf(reference: string): string {
  return `private.authorization_tokens ${reference}`;
}
