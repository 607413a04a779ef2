/** Who pays asks what became of it: the provider is asked at once, and not only ten minutes later by the worker. */
import type { Principal } from "../_shared/auth.ts";
import type { Log } from "../_shared/log.ts";
import type { ProviderName, ProviderPayment } from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import type { PaymentsDeps } from "./deps.ts";

interface AskedRow {
  readonly payment_id: string;
  readonly provider: string;
  readonly status: string;
  readonly asks: boolean;
  readonly answer: string | null;
}

/** What a provider can say. */
export const answers = [
  "unknown",
  "not_begun",
  "pending",
  "failed",
  "succeeded",
  "unreachable",
] as const;

/** How a payment stands, and what its provider says; null: there is nothing to ask. */
export interface Asked {
  readonly status: string;
  readonly answer: string | null;
}

/**
 * Asks the provider. What failed is failed from then on; what succeeded is settled by its webhook, or by the worker that is
 * told of it here. `givesUp`: what nobody has paid is given up.
 * @throws {Problem} payment.unknown
 */
export async function askPayment(
  deps: PaymentsDeps,
  { userId }: Principal,
  reference: string,
  givesUp: boolean,
  log: Log,
): Promise<Asked> {
  const [payment] = await deps.database.call<AskedRow[] | null>("payment_to_ask_about", {
    acting_user: userId,
    payment_reference: reference,
  }) ?? [];
  if (payment === undefined) throw Problem.of("payment.unknown");
  const known = { status: payment.status, answer: payment.answer };
  if (payment.answer !== null && !givesUp) return known;
  if (!payment.asks) {
    if (payment.answer === null) return known;
    const status = await deps.database.call<string>("record_payer_asked", {
      payment_id: payment.payment_id,
      answer: payment.answer,
      gives_up: givesUp,
    });
    return { ...known, status };
  }
  const provider = deps.providers[payment.provider as ProviderName];
  let found: ProviderPayment | undefined;
  try {
    found = await provider?.findPayment(reference);
  } catch (error) {
    log.warn("payments.ask_failed", { reference, error });
  }
  // A provider that is away has said nothing.
  if (found === undefined) return { status: payment.status, answer: "unreachable" };
  const answer = answerOf(found);
  const status = await deps.database.call<string>("record_payer_asked", {
    payment_id: payment.payment_id,
    answer,
    ...(found.state === "failed" ? { reason: found.reason } : {}),
    gives_up: givesUp,
  });
  return { status, answer };
}

function answerOf(found: ProviderPayment): typeof answers[number] {
  if (found.state !== "pending") return found.state;
  return found.begun ? "pending" : "not_begun";
}
