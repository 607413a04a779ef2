/** The steps of a checkout: record the intent, ask the provider, record its answer. */
import type { Principal } from "../_shared/auth.ts";
import { sha256Hex } from "../_shared/hmac.ts";
import { ProviderUnavailable } from "../_shared/provider_error.ts";
import {
  DuplicateReference,
  type PaymentProvider,
  type ProviderName,
  providerNames,
  ProviderRefusal,
} from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import type { Split } from "../_shared/subaccounts.ts";
import type { PaymentsDeps } from "./deps.ts";

/** A payment as the database gives it. */
export interface PaymentRow {
  id: string;
  reference: string;
  status: string;
  amount_kobo: number;
  currency: "NGN";
  checkout_url: string | null;
  /** What was agreed on for it besides; null: nothing. */
  terms_id?: string | null;
}

interface SplitRow {
  subaccount_code: string;
  fee_kobo: number;
  payee_kobo: number | null;
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

/** The text that the payer agreed to when they let us keep their card. */
export interface ConsentToSave {
  readonly consent_version: string;
  readonly consent_language: string;
}

/**
 * Starts a checkout for what is open of the charges. The row with our reference exists before the provider hears of
 * it; the reference comes from the idempotency key, so a try that broke off goes on: a checkout whose address was lost
 * is opened again where the provider allows that.
 * @throws {Problem} what the database refuses, payment.provider_off, payment.checkout_lost, upstream.circuit_open,
 * upstream.unavailable, upstream.refused
 */
export async function startCheckout(
  deps: PaymentsDeps,
  payer: Principal,
  idempotencyKey: string,
  providerName: ProviderName,
  chargeIds: readonly string[],
  consent?: ConsentToSave,
): Promise<Checkout> {
  const provider = deps.providers[providerName] ?? await refuseProvider(deps, providerName);
  const payerEmail = emailOf(payer);
  const payment = await deps.database.call<PaymentRow>("start_payment", {
    payer_id: payer.userId,
    charge_ids: chargeIds,
    method: providerName,
    reference: await referenceFor(payer.userId, providerName, idempotencyKey),
    ...consent,
  });
  if (payment.checkout_url !== null) return checkoutOf(payment);
  refuseMoved(payment);
  try {
    const checkoutUrl = await openCheckout(deps, provider, payment, payerEmail);
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
      throw Problem.of("payment.checkout_lost", {
        detail: "The checkout was lost on the way: start again with a new Idempotency-Key",
        cause,
      });
    }
    throw await whatPayersHear(deps, providerName, payment.reference, cause);
  }
}

/** How a payment stands by now. */
export async function statusNow(
  deps: PaymentsDeps,
  reference: string,
): Promise<{ readonly status?: string }> {
  const [known] = await deps.database.call<{ status: string }[]>("payment_by_reference", {
    reference,
  });
  return known === undefined ? {} : { status: known.status };
}

/** Says that a provider is not offered, and which are. */
export async function refuseProvider(
  deps: PaymentsDeps,
  providerName: ProviderName,
  what = "it is not offered here",
): Promise<never> {
  throw Problem.of("payment.provider_off", {
    detail: `Cannot pay with ${providerName}: ${what}`,
    errors: [{ pointer: "/provider", detail: "is not offered here" }],
    members: { alternatives: await alternativesTo(deps, providerName) },
  });
}

/** Where the provider writes to. @throws {Problem} request.invalid */
export function emailOf({ email }: Principal): string {
  if (email !== undefined) return email;
  throw Problem.of("request.invalid", {
    detail: "Cannot pay online without an e-mail address: add one to your account",
    errors: [{ pointer: "/email", detail: "is missing from your account" }],
  });
}

/**
 * The provider's event came before its own answer did, or an earlier try was given up: nothing is opened a second time.
 * @throws {Problem} payment.checkout_lost
 */
export function refuseMoved({ status }: PaymentRow): void {
  if (status === "created") return;
  throw Problem.of("payment.checkout_lost", {
    detail: status === "succeeded"
      ? "This payment was paid already: look at what is open before you pay again"
      : "The checkout was lost on the way: start again with a new Idempotency-Key",
  });
}

/** What the payer is told of a provider that did not open anything; a refused payment fails. */
export async function whatPayersHear(
  deps: PaymentsDeps,
  providerName: ProviderName,
  reference: string,
  cause: unknown,
): Promise<unknown> {
  if (cause instanceof Problem && cause.code === "upstream.circuit_open") {
    return await circuitOpen(deps, providerName, cause);
  }
  if (cause instanceof ProviderRefusal) {
    await deps.database.call("fail_payment", {
      payment_reference: reference,
      reason: cause.message,
    });
    return Problem.of("upstream.refused", { cause });
  }
  if (cause instanceof ProviderUnavailable) {
    return Problem.of("upstream.unavailable", { retryAfterSeconds: 5, cause });
  }
  return cause;
}

/**
 * Opens it, split where the payee is paid straight to their bank. A provider that will not split it has it opened without:
 * nobody is kept from paying rent.
 */
async function openCheckout(
  deps: PaymentsDeps,
  provider: PaymentProvider,
  payment: PaymentRow,
  payerEmail: string,
): Promise<string> {
  const request = {
    reference: payment.reference,
    amountKobo: payment.amount_kobo,
    currency: payment.currency,
    payerEmail,
    returnUrl: new URL(`/payments/${payment.reference}`, deps.appUrl).href,
  };
  const split = await splitOf(deps, provider, payment);
  try {
    return (await provider.openCheckout({ ...request, split })).checkoutUrl;
  } catch (cause) {
    if (split === undefined || !(cause instanceof ProviderRefusal)) throw cause;
    await deps.database.call("drop_split", {
      payment_reference: payment.reference,
      reason: cause.message,
    });
    return (await provider.openCheckout(request)).checkoutUrl;
  }
}

/** How a payment is split; undefined: it is not. */
async function splitOf(
  deps: PaymentsDeps,
  provider: PaymentProvider,
  { reference: payment_reference, amount_kobo, terms_id }: PaymentRow,
): Promise<Split | undefined> {
  if (terms_id === undefined || terms_id === null) return undefined;
  const [row] = await deps.database.call<SplitRow[] | null>("checkout_split", {
    payment_reference,
  }) ?? [];
  if (row === undefined) return undefined;
  let payeeKobo = row.payee_kobo ?? undefined;
  const quoteFees = provider.subaccounts?.quoteFees;
  if (payeeKobo === undefined && quoteFees !== undefined) {
    payeeKobo = await deps.database.call<number | null>("fix_split", {
      payment_reference,
      quoted_fees_kobo: await quoteFees(amount_kobo),
    }) ?? undefined;
  }
  return { subaccountCode: row.subaccount_code, platformFeeKobo: row.fee_kobo, payeeKobo };
}

/** Nothing was sent: says with whom the payer can pay instead. */
async function circuitOpen(
  deps: PaymentsDeps,
  providerName: ProviderName,
  cause: Problem,
): Promise<Problem> {
  const alternatives = await alternativesTo(deps, providerName);
  return Problem.of("upstream.circuit_open", {
    detail: alternatives.length === 0
      ? `${providerName} is down just now: nothing was started`
      : `${providerName} is down just now: nothing was started; pay with ${
        alternatives.join(" or ")
      }`,
    ...(cause.retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: cause.retryAfterSeconds }),
    members: { alternatives },
    cause,
  });
}

/** The other providers that are set up and would be asked just now. */
async function alternativesTo(deps: PaymentsDeps, name: ProviderName): Promise<ProviderName[]> {
  const others = providerNames.flatMap((other): [ProviderName, PaymentProvider][] => {
    const provider = deps.providers[other];
    return other === name || provider === undefined ? [] : [[other, provider]];
  });
  const available = await Promise.all(others.map(([, provider]) => provider.isAvailable()));
  return others.filter((_, n) => available[n]).map(([other]) => other);
}

/**
 * Our reference: EST- and 24 hex digits (Paystack allows letters, digits, hyphen, dot and equals). The provider is part
 * of it: who failed with one may try the other under the same key, which is another payment.
 */
export async function referenceFor(
  userId: string,
  provider: ProviderName | `${ProviderName} transfer`,
  idempotencyKey: string,
): Promise<string> {
  const digest = await sha256Hex(
    new TextEncoder().encode(`${userId}:${provider}:${idempotencyKey}`),
  );
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
