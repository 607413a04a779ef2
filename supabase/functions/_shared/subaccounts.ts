/** What we ask of a company that pays somebody's share of a payment straight to their bank: a capability of its provider. */
import type { BankAccount } from "./transfer_provider.ts";

/** A bank account to pay straight to. */
export interface SubaccountRequest extends BankAccount {
  /** Ours, unique: by it the provider's list is searched. */
  readonly key: string;
  /** Whose it is, as the provider's dashboard shows it. */
  readonly businessName: string;
  /** Where the provider writes about it: an address of the platform's own. */
  readonly email: string;
}

/** A bank account as the provider knows it. */
export interface Subaccount {
  /** The provider's name for it. */
  readonly code: string;
  readonly lastFour: string;
}

/** What a search by our key found. */
export interface FoundSubaccount {
  readonly found: Subaccount | undefined;
  /** Whether one that was not found does not exist: the list was read to its end. */
  readonly provesAbsence: boolean;
}

/** How a checkout is split. */
export interface Split {
  readonly subaccountCode: string;
  /** What the platform takes, in kobo. */
  readonly platformFeeKobo: number;
  /** The payee's share, where the provider is told it; else it is what is left. */
  readonly payeeKobo: number | undefined;
}

/**
 * How the provider split a payment, as it tells it; unreadable: it did, and tells it in a shape that we do not know. What
 * cannot be read is never "not split": the share may be on its way to the payee's bank.
 */
export type ToldSplit =
  | {
    readonly subaccountCode: string;
    /** What the payee gets, in kobo. */
    readonly payeeKobo: number;
  }
  | "unreadable";

/** Pays shares of payments straight to bank accounts. */
export interface Subaccounts {
  /**
   * Makes one, which pays all but our fee to its account. Never to be repeated blindly: it would be made twice.
   * @throws {ProviderRefusal | ProviderUnavailable}
   */
  create(request: SubaccountRequest): Promise<Subaccount>;
  /** Looks for one that was made under our key. @throws {ProviderUnavailable} */
  find(key: string): Promise<FoundSubaccount>;
  /**
   * Points one at another account, and opens it if it was closed; undefined: the provider has none of that code any more.
   * @throws {ProviderRefusal | ProviderUnavailable}
   */
  update(code: string, request: SubaccountRequest): Promise<Subaccount | undefined>;
  /** Has nothing paid there any more; deleted: the code is gone. @throws {ProviderRefusal | ProviderUnavailable} */
  close(code: string): Promise<"closed" | "deleted">;
  /**
   * What the provider will keep of an amount, in kobo, where it has to be told the payee's share.
   * @throws {ProviderUnavailable}
   */
  quoteFees?(amountKobo: number): Promise<number>;
}
