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

/** A provider that gives account numbers. */
export interface VirtualAccounts {
  /** Safe to repeat. @throws {ProviderRefusal | ProviderUnavailable} */
  open(request: AccountRequest): Promise<OpenAccount>;
}

/** Channels by which a transfer to an account number comes. */
export const transferChannels: readonly string[] = ["dedicated_nuban", "bank_transfer"];
