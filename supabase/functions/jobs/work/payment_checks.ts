/**
 * Payments whose webhook never came: the provider is asked what became of them. When the next question is due, and when
 * a payment is given up, the database says: service.record_payment_answer().
 */
import type { Log } from "../../_shared/log.ts";
import type {
  PaymentProvider,
  ProviderName,
  ProviderPayment,
} from "../../_shared/payment_provider.ts";
import { ProviderUnavailable } from "../../_shared/provider_error.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";
import { keepCard } from "./kept_card.ts";
import { keepToldSplit } from "./told_split.ts";

/** A payment to ask about. */
export interface DuePayment {
  payment_id: string;
  provider: ProviderName;
  reference: string;
  /** Whether who pays let us keep the card. */
  saves_card: boolean;
}

const batch = 20;

/** Asks about payment after payment until none is due or time is up. */
export const paymentChecks: Work = { name: "payment_checks", run: check };

async function check(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  // Whoever did not answer once is left alone until the next call: waiting for it would keep the others waiting.
  const away = new Set<string>();
  let asked = 0;
  while (goesOn()) {
    const methods = Object.keys(deps.providers).filter((name) => !away.has(name));
    if (methods.length === 0) break;
    const due = await deps.database.call<DuePayment[] | null>("claim_payment_checks", {
      methods,
      max_payments: batch,
    }) ?? [];
    for (const payment of due) {
      const outcome = await checkPayment(deps, payment, away, log);
      log.info("job.payment_check", { reference: payment.reference, outcome });
      asked += 1;
    }
    if (due.length < batch) break;
  }
  return asked;
}

/** Whether the provider itself does not answer; what it says of one payment may be unreadable by itself. */
function isAway(error: unknown): boolean {
  return !(error instanceof ProviderUnavailable) || error.code !== undefined ||
    error.httpStatus !== undefined;
}

/** Asks the provider about a payment and settles what it confirms; `away` names who is not asked now. */
export async function checkPayment(
  deps: JobsDeps,
  { payment_id, provider: name, reference, saves_card }: DuePayment,
  away: Set<string>,
  log: Log,
): Promise<string> {
  const record = (answer: string, reason?: string) =>
    deps.database.call<string>("record_payment_answer", {
      payment_id,
      answer,
      ...(reason === undefined ? {} : { reason }),
    });
  if (away.has(name)) return await record("unreachable");
  const provider = deps.providers[name] as PaymentProvider;
  let found: ProviderPayment;
  try {
    found = await provider.findPayment(reference);
  } catch (error) {
    log.warn("job.payment_check_failed", { reference, error });
    if (isAway(error)) away.add(name);
    return await record("unreachable");
  }
  if (found.state === "unknown") return await record("unknown");
  if (found.state === "pending") return await record(found.begun ? "pending" : "not_begun");
  if (found.state === "failed") return await record("failed", found.reason);
  if (found.environment !== provider.environment) {
    await deps.database.call("note_payment_exception", {
      kind: "environment_mismatch",
      provider: name,
      fingerprint: reference,
      reference,
      details: { received: found.environment },
    });
    return await record("environment_mismatch");
  }
  if (saves_card && found.card !== undefined) await keepCard(deps, name, reference, found.card);
  if (found.split !== undefined) await keepToldSplit(deps, reference, found.split);
  return await deps.database.call<string>("settle_checked_payment", {
    payment_id,
    provider_transaction_id: found.providerTransactionId,
    amount_kobo: found.amountKobo,
    currency: found.currency,
    paid_at: found.paidAt,
    channel: found.channel,
    provider_fees_kobo: found.feesKobo,
  });
}
