/** The steps of a checkout: record the intent, ask the provider, record its answer. */
import type { Principal } from "../_shared/auth.ts";
import { sha256Hex } from "../_shared/hmac.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import { DuplicateReference, ProviderRefusal } from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import type { PaymentsDeps } from "./deps.ts";

interface PaymentRow {
  id: string;
  reference: string;
  status: string;
  amount_kobo: number;
  currency: "NGN";
  checkout_url: string | null;
}

/** What the payer gets. */
export interface Checkout {
  readonly payment_id: string;
  readonly reference: string;
  readonly status: string;
  readonly amount_kobo: number;
  readonly currency: string;
  readonly checkout_url: string;
}

/**
 * Starts a Paystack checkout for what is open of the charges. The row with our reference exists before the
 * provider hears of it; the reference comes from the idempotency key, so a try that broke off goes on.
 * @throws {Problem} what the database refuses, upstream.unavailable, upstream.refused
 */
export async function startCheckout(
  deps: PaymentsDeps,
  payer: Principal,
  idempotencyKey: string,
  chargeIds: readonly string[],
): Promise<Checkout> {
  if (payer.email === undefined) {
    throw Problem.of("request.invalid", {
      detail: "Cannot pay online without an e-mail address: add one to your account",
      errors: [{ pointer: "/email", detail: "is missing from your account" }],
    });
  }
  const payment = await deps.database.call<PaymentRow>("start_payment", {
    payer_id: payer.userId,
    charge_ids: chargeIds,
    method: "paystack",
    reference: await referenceFor(payer.userId, idempotencyKey),
  });
  if (payment.checkout_url !== null) return checkoutOf(payment);
  try {
    const { checkoutUrl } = await deps.providers.paystack.openCheckout({
      reference: payment.reference,
      amountKobo: payment.amount_kobo,
      currency: payment.currency,
      payerEmail: payer.email,
      returnUrl: new URL(`/payments/${payment.reference}`, deps.appUrl).href,
    });
    return checkoutOf(
      await deps.database.call<PaymentRow>("open_checkout", {
        payment_reference: payment.reference,
        checkout_url: checkoutUrl,
      }),
    );
  } catch (cause) {
    if (cause instanceof DuplicateReference) {
      // An earlier try opened a checkout whose address was lost on the way; nobody can pay there.
      await deps.database.call("fail_payment", {
        payment_reference: payment.reference,
        reason: "The checkout's address was lost",
      });
      throw Problem.of("upstream.unavailable", {
        detail: "The checkout was lost on the way: start again with a new Idempotency-Key",
        cause,
      });
    }
    if (cause instanceof ProviderRefusal) {
      await deps.database.call("fail_payment", {
        payment_reference: payment.reference,
        reason: cause.message,
      });
      throw Problem.of("upstream.refused", { cause });
    }
    if (cause instanceof ProviderUnavailable) {
      throw Problem.of("upstream.unavailable", { retryAfterSeconds: 5, cause });
    }
    throw cause;
  }
}

/** Our reference: EST- and 24 hex digits (Paystack allows letters, digits, hyphen, dot and equals). */
async function referenceFor(userId: string, idempotencyKey: string): Promise<string> {
  const digest = await sha256Hex(new TextEncoder().encode(`${userId}:${idempotencyKey}`));
  return `EST-${digest.slice(0, 24)}`;
}

function checkoutOf(payment: PaymentRow): Checkout {
  return {
    payment_id: payment.id,
    reference: payment.reference,
    status: payment.status,
    amount_kobo: payment.amount_kobo,
    currency: payment.currency,
    checkout_url: payment.checkout_url as string,
  };
}
