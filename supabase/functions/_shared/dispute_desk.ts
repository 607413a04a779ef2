/** What we ask of a provider about payments that a payer's bank disputes. */

/** A dispute, as the provider tells it. */
export interface ProviderDispute {
  readonly providerDisputeId: string;
  /** The transaction that it is about: its number there, and our reference where it is told. */
  readonly providerTransactionId: string;
  readonly reference: string | undefined;
  /** What the bank wants back, in kobo; undefined where the provider does not say it any more. */
  readonly amountKobo: number | undefined;
  readonly currency: string;
  /** open: an answer is wanted; answered: the bank decides; lost: the money went or goes back. */
  readonly state: "open" | "answered" | "won" | "lost";
  /** What the bank calls it. */
  readonly category: string | undefined;
  /** Until when it is to be answered, UTC. */
  readonly answerBy: string | undefined;
}

/** One page of disputes. */
export interface DisputePage {
  readonly disputes: readonly ProviderDispute[];
  /** What the provider calls those of which it tells in a way that we cannot read. */
  readonly unread: readonly string[];
  /** What to ask for next; undefined after the last page. */
  readonly next: string | undefined;
}

/** What the payee's side says to a dispute. */
export interface DisputeAnswer {
  readonly providerDisputeId: string;
  readonly answer: "accept" | "contest";
  /** What shows it. */
  readonly note: string;
  readonly amountKobo: number;
  /** Who paid, and what for. */
  readonly payerEmail: string | undefined;
  readonly payerName: string | undefined;
  readonly serviceDetails: string;
  /** What the provider calls the file that shows it, if there is one that it has: see `uploadEvidence`. */
  readonly evidenceName?: string | undefined;
}

/** A file that shows what is answered. */
export interface EvidenceFile {
  /** With its ending; of ours, without words of people. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The desk for disputes of one provider. */
export interface DisputeDesk {
  /**
   * One dispute by its number there; undefined when there is none.
   * @throws {ProviderUnavailable}
   */
  find(providerDisputeId: string): Promise<ProviderDispute | undefined>;
  /**
   * A page of the disputes that were opened between two Nigerian days, YYYY-MM-DD.
   * @throws {ProviderUnavailable}
   */
  list(from: string, to: string, cursor?: string): Promise<DisputePage>;
  /**
   * Gives the provider a file for a dispute and returns what it calls it, where the provider takes files. Given twice, it
   * has two, and the answer names one.
   * @throws {ProviderRefusal | ProviderUnavailable}
   */
  uploadEvidence?(providerDisputeId: string, file: EvidenceFile): Promise<string>;
  /**
   * Answers a dispute. The same answer twice does no more than once.
   * @throws {ProviderRefusal | ProviderUnavailable}
   */
  answer(answer: DisputeAnswer): Promise<void>;
}
