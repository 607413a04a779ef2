/** What we ask of a provider that gives bank account numbers for one payer each. */

/** An account number to open. */
export interface AccountRequest {
  /** An address of ours that names this holder and no other: asked again, the provider gives the same account. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | undefined;
}

/** An account number that is open. */
export interface OpenAccount {
  readonly bankName: string;
  readonly accountNumber: string;
  readonly accountName: string;
  /** What the provider calls its holder: its credits name them. */
  readonly holder: string;
}

/** Into which account a transfer came. */
export interface CreditedAccount {
  readonly holder: string;
  /** Where the provider tells it. */
  readonly accountNumber: string | undefined;
}

/** A payment to be made by transfer to an account number of its own. */
export interface TransferRequest {
  /** Ours, unique: what comes to the account comes under it, whichever of the numbers that were given for it was used. */
  readonly reference: string;
  readonly amountKobo: number;
  readonly payerEmail: string;
}

/** Where one payment is to be transferred to, and until when. */
export interface TransferAccount {
  readonly bankName: string;
  readonly accountNumber: string;
  /** UTC. */
  readonly expiresAt: string;
}

/** A provider that gives account numbers: of one payer's own that stay, or for one payment, or both. */
export interface VirtualAccounts {
  /** One that stays. Safe to repeat. @throws {ProviderRefusal | ProviderUnavailable} */
  open?(request: AccountRequest): Promise<OpenAccount>;
  /**
   * One for one payment, of its amount. Asked again it may be another one, for the same payment.
   * @throws {ProviderRefusal | ProviderUnavailable}
   */
  openFor?(request: TransferRequest): Promise<TransferAccount>;
}

/** Channels by which a transfer to an account number comes. */
export const transferChannels: readonly string[] = ["dedicated_nuban", "bank_transfer"];
