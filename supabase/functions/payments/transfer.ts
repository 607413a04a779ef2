/** The steps of a payment by transfer: record the intent, ask the provider for an account number, record its answer. */
import type { Principal } from "../_shared/auth.ts";
import type { ProviderName } from "../_shared/payment_provider.ts";
import {
  emailOf,
  type PaymentRow,
  referenceFor,
  refuseMoved,
  refuseProvider,
  whatPayersHear,
} from "./checkout.ts";
import type { PaymentsDeps } from "./deps.ts";

interface AccountRow {
  readonly bank_name: string;
  readonly account_number: string;
  readonly expires_at: string;
}

/** Where the payer transfers to. */
export interface Transfer extends AccountRow {
  readonly payment_id: string;
  readonly reference: string;
  readonly status: string;
  readonly amount_kobo: number;
  readonly currency: string;
}

/**
 * Gives an account number for what is open of the charges. As with a checkout the row with our reference exists before the
 * provider hears of it, and a try that broke off goes on under the same key: the provider may then give another number, and
 * both take the money for this payment.
 * @throws {Problem} what the database refuses, payment.provider_off, payment.checkout_lost, upstream.circuit_open,
 * upstream.unavailable, upstream.refused
 */
export async function startTransfer(
  deps: PaymentsDeps,
  payer: Principal,
  idempotencyKey: string,
  providerName: ProviderName,
  chargeIds: readonly string[],
): Promise<Transfer> {
  const openFor = deps.providers[providerName]?.virtualAccounts?.openFor ??
    await refuseProvider(
      deps,
      providerName,
      "it gives no account number for one payment here",
    );
  const payerEmail = emailOf(payer);
  const payment = await deps.database.call<PaymentRow>("start_payment", {
    payer_id: payer.userId,
    charge_ids: chargeIds,
    method: providerName,
    reference: await referenceFor(
      payer.userId,
      `${providerName} transfer`,
      idempotencyKey,
    ),
  });
  const [known] = await deps.database.call<AccountRow[] | null>("payment_account", {
    payment_reference: payment.reference,
  }) ?? [];
  if (known !== undefined) return transferOf(payment, known);
  refuseMoved(payment);
  try {
    const account = await openFor({
      reference: payment.reference,
      amountKobo: payment.amount_kobo,
      payerEmail,
    });
    return transferOf(
      { ...payment, status: "pending" },
      await deps.database.call<AccountRow>("open_payment_account", {
        payment_reference: payment.reference,
        bank_name: account.bankName,
        account_number: account.accountNumber,
        expires_at: account.expiresAt,
      }),
    );
  } catch (cause) {
    throw await whatPayersHear(deps, providerName, payment.reference, cause);
  }
}

function transferOf(payment: PaymentRow, account: AccountRow): Transfer {
  return {
    payment_id: payment.id,
    reference: payment.reference,
    status: payment.status,
    amount_kobo: payment.amount_kobo,
    currency: payment.currency,
    bank_name: account.bank_name,
    account_number: account.account_number,
    expires_at: account.expires_at,
  };
}
