/** What we ask of a company that moves money. One adapter for each provider. */

/** A checkout to open. */
export interface CheckoutRequest {
  /** Ours, unique: it is what makes the request safe to repeat. */
  readonly reference: string;
  readonly amountKobo: number;
  readonly currency: "NGN";
  readonly payerEmail: string;
  /** Where the payer's browser goes afterwards. */
  readonly returnUrl: string | undefined;
}

/** What the provider says of a payment, by our reference. */
export type ProviderPayment =
  | {
    readonly state: "succeeded";
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
  | { readonly state: "pending" }
  | { readonly state: "failed"; readonly reason: string }
  | { readonly state: "unknown" };

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
  /**
   * Opens a hosted checkout and returns its address.
   * @throws {DuplicateReference | ProviderRefusal | ProviderUnavailable}
   */
  openCheckout(request: CheckoutRequest): Promise<{ checkoutUrl: string }>;
  /** Asks what became of a payment. @throws {ProviderUnavailable} */
  findPayment(reference: string): Promise<ProviderPayment>;
}
