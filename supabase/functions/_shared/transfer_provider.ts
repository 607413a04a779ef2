/** What we ask of a company that sends money to bank accounts: a capability of its payment provider. */

/** A bank, by the provider's own code. */
export interface Bank {
  readonly code: string;
  readonly name: string;
}

/** A bank account. */
export interface BankAccount {
  readonly bankCode: string;
  /** The whole number: never logged, never part of an error. */
  readonly accountNumber: string;
}

/** Money to send. */
export interface TransferRequest extends BankAccount {
  /** Ours, unique: the provider takes it once. 16 to 50 of a-z, 0-9 and hyphen. */
  readonly reference: string;
  readonly amountKobo: number;
  readonly accountName: string;
  /** As the bank statement shows it. */
  readonly note: string;
}

/** Money that the provider took on to send, as it tells it. Amounts are kobo, whatever the provider counts in. */
export interface ProviderTransfer {
  /** needs_person: it waits for a code, or is held up until somebody looks in the provider's dashboard. */
  readonly state: "pending" | "paid" | "failed" | "reversed" | "needs_person";
  readonly providerTransferId: string;
  readonly amountKobo: number;
  /** What the provider takes for it besides; undefined while it does not say. */
  readonly feeKobo: number | undefined;
  /** UTC. */
  readonly paidAt: string | undefined;
  /** In the provider's words. */
  readonly reason: string | undefined;
  readonly environment: "live" | "test";
}

/** The bank has no such account. */
export class UnknownAccount extends Error {
  override readonly name = "UnknownAccount";
}

/**
 * The provider surely has not got the transfer. insufficient: it holds too little; refused: it never will take it;
 * not_sent: for another reason, and later it may.
 */
export class TransferNotSent extends Error {
  override readonly name = "TransferNotSent";

  constructor(
    readonly kind: "insufficient" | "refused" | "not_sent",
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** Sends money to bank accounts. */
export interface TransferProvider {
  /** The banks to which it sends. @throws {ProviderUnavailable} */
  listBanks(): Promise<readonly Bank[]>;
  /** Whose account it is, as the bank says it. @throws {UnknownAccount | ProviderUnavailable} */
  resolveAccount(account: BankAccount): Promise<{ accountName: string }>;
  /**
   * Sends money, once.
   * @throws {TransferNotSent} the provider surely has not got it
   * @throws {ProviderUnavailable} nobody knows: ask by the reference, and never send again
   */
  sendTransfer(request: TransferRequest): Promise<ProviderTransfer>;
  /** What became of a transfer, by our reference; undefined: the provider has none. @throws {ProviderUnavailable} */
  findTransfer(
    reference: string,
    providerTransferId?: string,
  ): Promise<ProviderTransfer | undefined>;
}

/** Whether a failed call was surely not carried out: the circuit was open, or it was refused before. */
export function surelyNotCarriedOut(error: unknown): boolean {
  const { code, outcomeUnknown } = error as { code?: unknown; outcomeUnknown?: unknown };
  return code === "upstream.circuit_open" || outcomeUnknown === false;
}
