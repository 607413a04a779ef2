/** The ways a provider can misbehave, and for which payment it should. */

/** How webhooks go wrong. */
export interface WebhookFault {
  /** How many times each event is sent; 1 when absent. */
  readonly copies?: number;
  /** Events wait until they are released. */
  readonly hold?: boolean;
  /** Events are signed with another key. */
  readonly wrongSignature?: boolean;
  /** Events are never sent. */
  readonly none?: boolean;
}

/** `true` lasts until the fault is cleared; a number is how many calls meet it. */
export type Occurrence = boolean | number;

/** Everything that is wrong for one reference. */
export interface Fault {
  /** Milliseconds by which every API call about the reference is answered late, its work done. */
  readonly delayMs?: number;
  /** API calls answer a 502 HTML page and do nothing. */
  readonly status502Html?: Occurrence;
  /** API calls do their work and then answer 503, so that the caller cannot know. */
  readonly fail503AfterSuccess?: Occurrence;
  /** API calls answer 429 and do nothing. */
  readonly rateLimited?: Occurrence;
  readonly webhook?: WebhookFault;
  /** Kobo the payer is said to have paid, in place of what was asked. */
  readonly amountPaid?: number;
  /** Currency the payer is said to have paid in. */
  readonly currencyPaid?: string;
  /** The mode the payment is said to belong to. */
  readonly domain?: "live" | "test";
  /** How many verify calls answer "pending" before the truth is told. */
  readonly verifyPendingTimes?: number;
  /** What the bank says when it declines a saved card. */
  readonly cardDeclined?: string;
  /** Whether the bank wants the payer to confirm a charge of a saved card. */
  readonly cardWantsPayer?: boolean;
  /** Kobo that the payee's bank account is said to get of a split payment, in place of its share. */
  readonly payeeShare?: number;
  /**
   * How a split goes wrong: the payment is not split although that was asked for, the checkout is refused, or the shares
   * are told in a shape of tomorrow.
   */
  readonly split?: "none" | "refused" | "reshaped";
  /** How a payout goes wrong: it asks for a code, fails at the bank, is never done by itself, or is more than there is. */
  readonly transfer?: "otp" | "fails" | "waits" | "insufficient";
}

type Counted = "status502Html" | "fail503AfterSuccess" | "rateLimited" | "verifyPendingTimes";

/** The fault that applies to every reference, and to calls that name none. */
export const EVERY_REFERENCE = "*";

/** The faults of one sandbox. A fault of a reference overrides that of "*" field by field. */
export class Faults {
  readonly #byReference = new Map<string, Fault>();
  readonly #met = new Map<string, number>();

  /** Replaces the fault of a reference, or of "*"; an empty fault clears it. */
  set(reference: string, fault: Fault): void {
    this.#byReference.set(reference, fault);
    for (const key of this.#met.keys()) {
      const ofAll = reference === EVERY_REFERENCE;
      if (ofAll || key.endsWith(` ${reference}`)) this.#met.delete(key);
    }
  }

  /** What is wrong for the reference; null for calls that name none. */
  of(reference: string | null): Fault {
    const own = reference === null ? undefined : this.#byReference.get(reference);
    return { ...this.#byReference.get(EVERY_REFERENCE), ...own };
  }

  /** What is wrong, by reference. */
  list(): [string, Fault][] {
    return [...this.#byReference].filter(([, fault]) => Object.keys(fault).length > 0);
  }

  /** Whether this call meets the fault; each true answer uses up one of its occurrences. */
  meets(reference: string | null, name: Counted): boolean {
    const occurrence = this.of(reference)[name] ?? false;
    if (typeof occurrence === "boolean") return occurrence;
    const key = `${name} ${reference ?? ""}`;
    const met = this.#met.get(key) ?? 0;
    if (met >= occurrence) return false;
    this.#met.set(key, met + 1);
    return true;
  }

  clear(): void {
    this.#byReference.clear();
    this.#met.clear();
  }
}
