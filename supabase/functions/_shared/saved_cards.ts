/** What we ask of a provider that keeps cards for us. The token that charges one is a secret: see sealed.ts. */

/** A card that may be charged again, as a payment with it told. */
export interface ReusableCard {
  /** What charges it: sealed before it is kept, never logged. */
  readonly token: string;
  /** What the provider calls the card itself, whichever token it gives for it. */
  readonly identity: string;
  /** Whom it paid for: it is charged for this address alone. */
  readonly email: string;
  readonly channel: string;
  readonly brand: string | undefined;
  readonly bank: string | undefined;
  readonly lastFour: string | undefined;
  /** The last day of the month on the card, YYYY-MM-DD. */
  readonly expiresOn: string | undefined;
}

/** A saved card to charge. */
export interface CardChargeRequest {
  /** Ours, unique: by it we ask what became of the charge. */
  readonly reference: string;
  readonly amountKobo: number;
  readonly currency: "NGN";
  readonly payerEmail: string;
  readonly token: string;
}

/** What the provider answers. Of what succeeded it is asked once more before anything is settled. */
export type CardCharge =
  | { readonly state: "succeeded" }
  | { readonly state: "pending" }
  | { readonly state: "declined"; readonly reason: string }
  | {
    readonly state: "needs_payer";
    /** Where the payer confirms it at their bank; undefined when the provider sends them a code by itself. */
    readonly confirmUrl: string | undefined;
    readonly reason: string;
  };

/** A provider that charges cards it keeps for us. */
export interface SavedCards {
  /** @throws {DuplicateReference | ProviderRefusal | ProviderUnavailable} */
  charge(request: CardChargeRequest): Promise<CardCharge>;
}

const forGood =
  /expired|stolen|\blost\b|pick.?up|restricted|revoked|blocked|closed|invalid (card|authori[sz]ation|token)(?! key)|wrong token|(authori[sz]ation|token|card)[^.]* (not valid|invalid|inactive|not active|not reusable|not found|deactivated)|not permitted to (the )?card|no such issuer/i;

/**
 * Whether a decline is the bank's last word about a card. What is not known to be one is tried again some days later.
 */
export function isDeclinedForGood(reason: string): boolean {
  return forGood.test(reason);
}

/** The last day of a month that a card names in one or two digits, with the year in two or four; undefined when it is none. */
export function lastDayOf(year: string, month: string): string | undefined {
  if (!/^(\d{2}|\d{4})$/.test(year) || !/^(0?[1-9]|1[0-2])$/.test(month)) return undefined;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return new Date(Date.UTC(full, Number(month), 0)).toISOString().slice(0, 10);
}
