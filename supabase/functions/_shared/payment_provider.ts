/** What we ask of a company that moves money. One adapter for each provider. */
import type { DisputeDesk } from "./dispute_desk.ts";
import type { ReusableCard, SavedCards } from "./saved_cards.ts";
import type { CreditedAccount, VirtualAccounts } from "./virtual_accounts.ts";

import type { Split, Subaccounts, ToldSplit } from "./subaccounts.ts";
import type { TransferProvider } from "./transfer_provider.ts";

/** The providers that may be set up, in the order in which they are offered. */
export const providerNames = ["paystack", "flutterwave"] as const;

/** One of them. */
export type ProviderName = typeof providerNames[number];

/** Those that are set up. */
export type PaymentProviders = Readonly<Partial<Record<ProviderName, PaymentProvider>>>;

/** A checkout to open. */
export interface CheckoutRequest {
  /** Ours, unique: it is what makes the request safe to repeat. */
  readonly reference: string;
  readonly amountKobo: number;
  readonly currency: "NGN";
  readonly payerEmail: string;
  /** Where the payer's browser goes afterwards. */
  readonly returnUrl: string | undefined;
  /** Whether, and how, the provider pays the payee's share straight to their bank. */
  readonly split?: Split | undefined;
}

/** Money that came in, as the provider tells it. Amounts are kobo, whatever the provider counts in. */
export interface PaidTransaction {
  readonly reference: string;
  readonly providerTransactionId: string;
  readonly amountKobo: number;
  readonly currency: string;
  readonly feesKobo: number;
  readonly channel: string;
  /** UTC. */
  readonly paidAt: string;
  /** Whether the money is real: a test payment is never settled in production. */
  readonly environment: "live" | "test";
}

/** What the provider says of a payment, by our reference. */
export type ProviderPayment =
  | PaidTransaction & {
    readonly state: "succeeded";
    /** The card that paid, if it may be charged again. Not for the log. */
    readonly card?: ReusableCard | undefined;
    /** Into which account number it came, if it was a transfer to one. */
    readonly account?: CreditedAccount | undefined;
    /** How it was split; undefined where it surely was not, or the provider tells it of no payment. */
    readonly split?: ToldSplit | undefined;
  }
  | {
    readonly state: "pending";
    /** Whether the payer has begun to pay: who has not may be given up sooner. */
    readonly begun: boolean;
  }
  | { readonly state: "failed"; readonly reason: string }
  | { readonly state: "unknown" };

/** One page of what came in. */
export interface TransactionPage {
  readonly transactions: readonly PaidTransaction[];
  /** What to ask for next; undefined after the last page. */
  readonly next: string | undefined;
}

/** What the provider paid out to us at once. */
export interface ProviderSettlement {
  readonly settlementId: string;
  /** In the provider's words; success: it is paid. */
  readonly status: string;
  /** As the settlement says itself. */
  readonly grossKobo: number;
  readonly feesKobo: number;
  /** As the transactions say that are listed under it. */
  readonly transactions: number;
  readonly transactionsKobo: number;
  readonly transactionsFeesKobo: number;
}

/** What the provider holds for us. */
export interface ProviderBalance {
  /** What it has not released yet included. Negative when it is owed more than it holds. */
  readonly heldKobo: number;
}

/** Money to give back. */
export interface RefundRequest {
  readonly providerTransactionId: string;
  readonly amountKobo: number;
  /** For the people who look at it, on either side. */
  readonly reason: string;
}

/** A refund that the provider took on. */
export interface ProviderRefund {
  readonly providerRefundId: string;
  readonly amountKobo: number;
  /** done: the money is on its way back; needs_attention: the provider asks for the payer's account. */
  readonly state: "pending" | "done" | "failed" | "needs_attention";
}

/** What a provider lists as the refunds of one transaction. */
export interface RefundList {
  readonly refunds: readonly ProviderRefund[];
  /** Whether a refund that is not in it does not exist: the list is of that transaction, and was read to its end. */
  readonly provesAbsence: boolean;
}

/** The reference was used before: the provider has a checkout under it whose address it will not tell again. */
export class DuplicateReference extends Error {
  override readonly name = "DuplicateReference";
}

/** The provider understood the request and refuses it. */
export class ProviderRefusal extends Error {
  override readonly name = "ProviderRefusal";
}

/** A company that moves money. */
export interface PaymentProvider {
  /** The environment that its key is for. */
  readonly environment: "live" | "test";
  /** Whether it would be asked just now: false while its circuit is open. */
  isAvailable(): Promise<boolean>;
  /**
   * Opens a hosted checkout and returns its address. A provider that allows it opens another one for a reference that
   * it knows, so that an address that was lost is replaced.
   * @throws {DuplicateReference | ProviderRefusal | ProviderUnavailable}
   */
  openCheckout(request: CheckoutRequest): Promise<{ checkoutUrl: string }>;
  /**
   * Asks what became of a payment: of one transaction under our reference where the provider named it, else of the
   * reference.
   * @throws {ProviderUnavailable}
   */
  findPayment(reference: string, providerTransactionId?: string): Promise<ProviderPayment>;
  /**
   * A page of the money that came in by transactions of a Nigerian day, YYYY-MM-DD.
   * @throws {ProviderUnavailable}
   */
  listPaid(day: string, cursor?: string): Promise<TransactionPage>;
  /**
   * One of the settlements of a Nigerian day with the sums of its transactions, where the provider lists them; none where
   * the day has none.
   * @throws {ProviderUnavailable}
   */
  readSettlement?(
    day: string,
    cursor?: string,
  ): Promise<{ settlement: ProviderSettlement | undefined; next: string | undefined }>;
  /**
   * What it holds for us now, in naira's kobo, where the provider tells it.
   * @throws {ProviderUnavailable}
   */
  readBalance?(): Promise<ProviderBalance>;
  /**
   * Gives money back. Never to be repeated blindly: neither provider takes a reference of ours for it.
   * @throws {ProviderRefusal | ProviderUnavailable}
   */
  refund(request: RefundRequest): Promise<ProviderRefund>;
  /**
   * The refunds of a transaction, whoever made them. Those of `known`, its own numbers, are looked up one by one where its
   * list may not reach them.
   * @throws {ProviderUnavailable}
   */
  listRefunds(providerTransactionId: string, known?: readonly string[]): Promise<RefundList>;
  /** Where payers' banks dispute payments. */
  readonly disputes: DisputeDesk;
  /** Charging cards that it keeps for us, where it does. */
  readonly savedCards?: SavedCards;
  /** Bank account numbers for one payer each, where it gives them. */
  readonly virtualAccounts?: VirtualAccounts;
  /** Pays shares of payments straight to bank accounts, where the provider does. */
  readonly subaccounts?: Subaccounts;
  /** Sends money to bank accounts, where the provider does. */
  readonly transfers?: TransferProvider;
}
