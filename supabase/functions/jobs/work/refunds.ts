/**
 * Refunds: approved ones are sent, each by one call, and the providers are asked what became of those under way. That a
 * call whose outcome nobody knows is not made again, the database sees to: supabase/schemas/09_money/54_refunding.sql.
 */
import type { Log } from "../../_shared/log.ts";
import {
  type PaymentProvider,
  type ProviderName,
  ProviderRefusal,
} from "../../_shared/payment_provider.ts";
import { Problem } from "../../_shared/problem.ts";
import { ProviderError } from "../../_shared/provider_error.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

/** A settled payment whose refunds a provider is asked for. */
export interface SettledPayment {
  payment_id: string;
  reference: string;
  provider_transaction_id: string;
  /** The provider's numbers of those that it still works on. */
  known_refunds: string[];
  /** From when on the answer speaks, by the database's clock. */
  asked_at: string;
}

interface DueRefund {
  refund_id: string;
  provider: ProviderName;
  reference: string;
  provider_transaction_id: string;
  amount_kobo: number;
  reason: string;
}

const batch = 10;
/** Sends refunds and asks about them until nothing is due or time is up. */
export const refunds: Work = { name: "refunds", run: work };

async function work(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  const methods = Object.keys(deps.providers);
  let done = 0;
  while (goesOn()) {
    // One at a time: what is taken is marked as being sent, and a worker that dies leaves no other one behind.
    const [due] = await deps.database.call<DueRefund[] | null>("claim_refunds", {
      methods,
      max_refunds: 1,
    }) ?? [];
    if (due === undefined) break;
    const outcome = await send(deps, due, log);
    log.info("job.refund_sent", { refundId: due.refund_id, outcome });
    done += 1;
  }
  // Whoever did not answer once is left alone until the next call.
  const away = new Set<string>();
  while (goesOn()) {
    const due = await deps.database.call<(SettledPayment & { provider: ProviderName })[] | null>(
      "claim_refund_checks",
      { methods: methods.filter((name) => !away.has(name)), max_payments: batch },
    ) ?? [];
    for (const payment of due) {
      try {
        if (away.has(payment.provider)) throw new Error("The provider does not answer");
        await askRefunds(deps, payment.provider, payment);
      } catch (error) {
        log.warn("job.refund_check_failed", { reference: payment.reference, error });
        if (error instanceof ProviderError || error instanceof Problem) away.add(payment.provider);
        await deps.database.call("put_off_refund_check", { payment_id: payment.payment_id });
      }
      done += 1;
    }
    if (due.length < batch) break;
  }
  return done;
}

async function send(deps: JobsDeps, due: DueRefund, log: Log): Promise<string> {
  const provider = deps.providers[due.provider] as PaymentProvider;
  const failed = (outcome: string, error: unknown) =>
    deps.database.call<string>("record_refund_not_sent", {
      refund_id: due.refund_id,
      outcome,
      reason: error instanceof Error ? error.message : String(error),
    });
  try {
    const made = await provider.refund({
      providerTransactionId: due.provider_transaction_id,
      amountKobo: due.amount_kobo,
      reason: due.reason,
    });
    return await deps.database.call<string>("record_sent_refund", {
      refund_id: due.refund_id,
      provider_refund_id: made.providerRefundId,
      amount_kobo: made.amountKobo,
      state: made.state,
    });
  } catch (error) {
    log.warn("job.refund_failed", { refundId: due.refund_id, error });
    if (error instanceof ProviderRefusal) return await failed("refused", error);
    // An open circuit lets nothing out; an answer such as "too many" says that nothing was done.
    const isKnown = error instanceof Problem && error.code === "upstream.circuit_open" ||
      error instanceof ProviderError && !error.outcomeUnknown;
    return await failed(isKnown ? "not_sent" : "unknown", error);
  }
}

/** Asks a provider for the refunds of a payment and keeps what it says. Returns how many there are. */
export async function askRefunds(
  deps: JobsDeps,
  name: ProviderName,
  payment: SettledPayment,
): Promise<number> {
  const provider = deps.providers[name];
  if (provider === undefined) throw new Error(`Cannot ask ${name}: it is not set up`);
  const told = await provider.listRefunds(
    payment.provider_transaction_id,
    payment.known_refunds,
  );
  return await deps.database.call<number>("keep_provider_refunds", {
    payment_id: payment.payment_id,
    refunds: told.refunds.map((it) => ({
      provider_refund_id: it.providerRefundId,
      amount_kobo: it.amountKobo,
      state: it.state,
    })),
    proves_absence: told.provesAbsence,
    asked_at: payment.asked_at,
  });
}
