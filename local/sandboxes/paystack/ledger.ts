/** The sandbox's payments, payers and refunds, in memory. */
import type { Customer, Refund, Transaction, TransactionRequest } from "./transaction.ts";

const CODE_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

function randomCode(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join("");
}

/** Holds every payment of one sandbox and applies the rules on how they change. */
export class Ledger {
  readonly #transactions = new Map<string, Transaction>();
  readonly #customers = new Map<string, Customer>();
  readonly #refunds: Refund[] = [];
  #lastId: number;

  constructor(readonly now: () => Date) {
    // Ids grow with the clock: the platform's database outlives this memory, and an id that came
    // back after a restart would look there like a payment it already knows.
    this.#lastId = Date.now() * 1000;
  }

  /** The next id, shared by everything that has one. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** Creates an unpaid transaction, or returns null when the reference is taken. */
  create(request: TransactionRequest): Transaction | null {
    const reference = request.reference ?? `T${this.nextId()}`;
    if (this.#transactions.has(reference)) return null;
    const transaction: Transaction = {
      ...request,
      id: this.nextId(),
      reference,
      accessCode: randomCode(15),
      customer: this.customerFor(request.email),
      createdAt: this.now().toISOString(),
      status: "abandoned",
      gatewayResponse: "The transaction was not completed",
      paidAt: null,
    };
    this.#transactions.set(reference, transaction);
    return transaction;
  }

  byReference(reference: string): Transaction | undefined {
    return this.#transactions.get(reference);
  }

  byId(id: number): Transaction | undefined {
    return this.transactions().find((transaction) => transaction.id === id);
  }

  byAccessCode(code: string): Transaction | undefined {
    return this.transactions().find((transaction) => transaction.accessCode === code);
  }

  /** Every transaction, newest first. */
  transactions(): Transaction[] {
    return [...this.#transactions.values()].reverse();
  }

  /** Marks the transaction paid; false when it was paid before. */
  pay(transaction: Transaction): boolean {
    if (transaction.paidAt !== null) return false;
    transaction.status = "success";
    transaction.gatewayResponse = "Successful";
    transaction.paidAt = this.now().toISOString();
    return true;
  }

  /** Marks an attempt to pay as refused by the bank; false when the transaction is already paid. */
  decline(transaction: Transaction, reason = "Declined"): boolean {
    if (transaction.paidAt !== null) return false;
    transaction.status = "failed";
    transaction.gatewayResponse = reason;
    return true;
  }

  /** Who paid with a card that is charged by this code, for this address. */
  cardHolder(authorizationCode: string, email: string): Customer | undefined {
    const customer = this.#customers.get(email.toLowerCase());
    return customer?.authorizationCode === authorizationCode ? customer : undefined;
  }

  /** Kobo of a paid transaction not yet promised back to the payer; failed refunds do not count. */
  refundable(transaction: Transaction, paid: number): number {
    return this.#refunds
      .filter((refund) => refund.transaction === transaction && refund.status !== "failed")
      .reduce((left, refund) => left - refund.amount, paid);
  }

  addRefund(
    transaction: Transaction,
    amount: number,
    notes: { customerNote: string; merchantNote: string },
  ): Refund {
    const at = this.now().toISOString();
    const refund: Refund = {
      id: this.nextId(),
      transaction,
      amount,
      ...notes,
      createdAt: at,
      updatedAt: at,
      status: "pending",
    };
    this.#refunds.push(refund);
    return refund;
  }

  /** Moves a refund on; a transaction whose whole `paid` amount has gone back becomes "reversed". */
  moveRefund(refund: Refund, status: Refund["status"], paid: number): void {
    refund.status = status;
    refund.updatedAt = this.now().toISOString();
    const returned = this.#refunds
      .filter((one) => one.transaction === refund.transaction && one.status === "processed")
      .reduce((sum, one) => sum + one.amount, 0);
    if (returned >= paid) refund.transaction.status = "reversed";
  }

  refundById(id: number): Refund | undefined {
    return this.#refunds.find((refund) => refund.id === id);
  }

  /** Every refund, newest first. */
  refunds(): Refund[] {
    return this.#refunds.toReversed();
  }

  /** Forgets everything; ids keep growing. */
  clear(): void {
    this.#transactions.clear();
    this.#customers.clear();
    this.#refunds.length = 0;
  }

  /** A customer by code or number. */
  customerNamed(name: string): Customer | undefined {
    return [...this.#customers.values()].find((it) => it.code === name || String(it.id) === name);
  }

  /** The customer of an address, made when first named. */
  customerFor(email: string): Customer {
    const key = email.toLowerCase();
    const known = this.#customers.get(key);
    if (known !== undefined) return known;
    const customer = {
      id: this.nextId(),
      code: `CUS_${randomCode(15)}`,
      email,
      authorizationCode: `AUTH_${randomCode(10)}`,
    };
    this.#customers.set(key, customer);
    return customer;
  }
}
