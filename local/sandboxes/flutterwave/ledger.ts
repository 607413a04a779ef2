/**
 * What the sandbox remembers. A hosted link is no transaction: each try to pay on it makes one, and a reference may have
 * several links.
 */

/** A hosted checkout; `amount` is in kobo. */
export interface Link {
  readonly code: string;
  readonly txRef: string;
  readonly amount: number;
  readonly currency: string;
  readonly email: string;
  readonly redirectUrl: string | null;
  readonly meta: unknown;
  readonly createdAt: string;
  /** The account number to which it is to be transferred, and until when; else it has a page. */
  readonly account?: { readonly number: string; readonly expiresAt: string };
  /** Kobo that go straight to somebody's bank, to the kobo, and whose it is. */
  readonly split?: { readonly code: string; readonly share: number };
}

/** A try to pay. */
export interface Transaction {
  readonly id: number;
  readonly link: Link;
  readonly status: "successful" | "failed";
  readonly createdAt: string;
}

/** Money on its way back to a payer; `amount` is in kobo. */
export interface Refund {
  readonly id: number;
  readonly transaction: Transaction;
  readonly amount: number;
  readonly comments: string;
  readonly createdAt: string;
  status: "processing" | "completed" | "failed";
}

/** A payout; `amount` is in kobo. */
export interface Transfer {
  readonly id: number;
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly amount: number;
  readonly reference: string;
  readonly narration: string;
  readonly createdAt: string;
  /** Whether a person has to approve it in the dashboard. */
  readonly requiresApproval: boolean;
  status: "NEW" | "SUCCESSFUL" | "FAILED";
}

/** Everything of one sandbox, and the rules on how it changes. */
export class Ledger {
  readonly #links: Link[] = [];
  readonly #transactions: Transaction[] = [];
  readonly #refunds: Refund[] = [];
  readonly #transfers: Transfer[] = [];
  #lastId: number;

  constructor(readonly now: () => Date) {
    // Ids grow with the clock: the platform's database outlives this memory.
    this.#lastId = Date.now() * 1000;
  }

  nextId(): number {
    return ++this.#lastId;
  }

  /** The moment, as the API writes it. */
  moment(): string {
    return this.now().toISOString();
  }

  open(request: Omit<Link, "code" | "createdAt">): Link {
    const code = crypto.randomUUID().replaceAll("-", "").slice(0, 20);
    const link = { ...request, code, createdAt: this.moment() };
    this.#links.push(link);
    return link;
  }

  /** Records a try to pay; null when the link was paid before. */
  attempt(link: Link, status: Transaction["status"]): Transaction | null {
    if (this.paid(link) !== undefined) return null;
    const transaction = { id: this.nextId(), link, status, createdAt: this.moment() };
    this.#transactions.push(transaction);
    return transaction;
  }

  /** The transaction that paid a link. */
  paid(link: Link): Transaction | undefined {
    return this.#transactions.find((one) => one.link === link && one.status === "successful");
  }

  linkByAccount(number: string): Link | undefined {
    return this.#links.find((link) => link.account?.number === number);
  }

  linkByCode(code: string): Link | undefined {
    return this.#links.find((link) => link.code === code);
  }

  /** Every link, newest first. */
  links(): Link[] {
    return this.#links.toReversed();
  }

  /** The newest link of a reference. */
  linkByReference(txRef: string): Link | undefined {
    return this.#links.findLast((link) => link.txRef === txRef);
  }

  /** The transaction of a reference: the one that succeeded, else the newest. */
  byReference(txRef: string): Transaction | undefined {
    const tries = this.#transactions.filter((one) => one.link.txRef === txRef);
    return tries.find((one) => one.status === "successful") ?? tries.at(-1);
  }

  byId(id: number): Transaction | undefined {
    return this.#transactions.find((one) => one.id === id);
  }

  /** Every transaction, newest first. */
  transactions(): Transaction[] {
    return this.#transactions.toReversed();
  }

  /** Kobo of a transaction that were not given back yet. */
  refundable(transaction: Transaction, paid: number): number {
    return this.#refunds
      .filter((refund) => refund.transaction === transaction && refund.status !== "failed")
      .reduce((left, refund) => left - refund.amount, paid);
  }

  addRefund(
    transaction: Transaction,
    amount: number,
    comments: string,
    status: Refund["status"],
  ): Refund {
    const createdAt = this.moment();
    const refund: Refund = { id: this.nextId(), transaction, amount, comments, createdAt, status };
    this.#refunds.push(refund);
    return refund;
  }

  /** Every refund, newest first. */
  refunds(): Refund[] {
    return this.#refunds.toReversed();
  }

  /** Begins a payout; null when its reference is taken. */
  addTransfer(request: Omit<Transfer, "id" | "createdAt">): Transfer | null {
    if (this.#transfers.some((one) => one.reference === request.reference)) return null;
    const transfer = { ...request, id: this.nextId(), createdAt: this.moment() };
    this.#transfers.push(transfer);
    return transfer;
  }

  transferById(id: number): Transfer | undefined {
    return this.#transfers.find((one) => one.id === id);
  }

  /** Every payout, newest first. */
  transfers(): Transfer[] {
    return this.#transfers.toReversed();
  }

  /** Forgets everything; ids keep growing. */
  clear(): void {
    for (const list of [this.#links, this.#transactions, this.#refunds, this.#transfers]) {
      list.length = 0;
    }
  }
}
