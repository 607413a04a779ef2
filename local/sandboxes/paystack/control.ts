/** The sandbox's own levers, for tests and demonstrations. */
import type { Accounts } from "./account_api.ts";
import type { Balance } from "./balance_api.ts";
import type { ResolveQuota } from "./bank_api.ts";
import {
  checkResends,
  ControlError,
  type DisputeRequest,
  type ListedPayment,
  type SandboxControl,
  type TransferStatus,
} from "../control.ts";
import type { Delivery, ReleaseOrder } from "../delivery.ts";
import type { Disputes, EvidenceFile } from "./dispute_api.ts";
import { EVERY_REFERENCE, type Fault } from "../faults.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Subaccount, Subaccounts } from "./subaccount_api.ts";
import type { Settlements } from "./settlement_api.ts";
import type { Payouts } from "./transfer_api.ts";
import type { RefundStatus, Transaction } from "./transaction.ts";
import { type WireRefund, wireRefund, type WireTransaction } from "./wire.ts";

/** A transaction with the page on which a person pays it. */
export interface ListedTransaction extends WireTransaction {
  readonly "authorization_url": string;
}

/** Drives a sandbox from the program that runs it; failures are thrown as ControlError. */
export class PaystackControl implements SandboxControl {
  readonly #sandbox: Sandbox;
  readonly #quota: ResolveQuota;

  readonly #payouts: Payouts;

  readonly #settlements: Settlements;

  readonly #disputes: Disputes;

  readonly #balance: Balance;

  readonly #accounts: Accounts;

  readonly #subaccounts: Subaccounts;

  constructor(
    sandbox: Sandbox,
    quota: ResolveQuota,
    payouts: Payouts,
    settlements: Settlements,
    balance: Balance,
    accounts: Accounts,
    disputes: Disputes,
    subaccounts: Subaccounts,
  ) {
    this.#subaccounts = subaccounts;
    this.#accounts = accounts;
    this.#sandbox = sandbox;
    this.#quota = quota;
    this.#payouts = payouts;
    this.#settlements = settlements;
    this.#balance = balance;
    this.#disputes = disputes;
  }

  /** Every transaction as the API tells it now, newest first. */
  transactions(): ListedTransaction[] {
    return this.#sandbox.ledger.transactions().map((one) => ({
      ...this.#sandbox.wire(one),
      "authorization_url": this.#sandbox.checkoutUrl(one),
    }));
  }

  /** Every transaction as people see it, newest first. */
  payments(): ListedPayment[] {
    return this.transactions().map((one) => ({
      reference: one.reference,
      amount: one.amount,
      currency: one.currency,
      status: one.status,
      email: one.customer.email,
      startedAt: one.created_at,
      checkoutUrl: one.authorization_url,
    }));
  }

  /** Every remembered webhook, oldest first. */
  deliveries(): Delivery[] {
    return this.#sandbox.deliveries.list();
  }

  /** Waits until no webhook is being sent or waiting for a retry; held ones do not count. */
  async deliveriesSettled(): Promise<void> {
    await this.#sandbox.deliveries.settled();
  }

  /** Replaces what is wrong for a reference, or for all with "*"; an empty fault clears it. */
  setFault(reference: string, fault: Fault): void {
    this.#sandbox.faults.set(reference, fault);
  }

  /** Pays as the Pay button does; paying twice changes nothing. */
  async pay(reference: string): Promise<WireTransaction> {
    const transaction = this.#find(reference, "pay");
    await this.#sandbox.pay(transaction);
    return this.#sandbox.wire(transaction);
  }

  /** Declines as the Decline button does; an error when the transaction is already paid. */
  decline(reference: string): WireTransaction {
    const transaction = this.#find(reference, "decline");
    if (!this.#sandbox.ledger.decline(transaction)) {
      throw new ControlError(409, `Cannot decline ${reference}: it is ${transaction.status}`);
    }
    return this.#sandbox.wire(transaction);
  }

  /** Sends the transaction's `charge.success` again with the very same bytes, whatever the fault. */
  async resend(reference: string, times: number): Promise<Delivery[]> {
    checkResends(times);
    const transaction = this.#find(reference, "resend");
    if (transaction.paidAt === null) {
      throw new ControlError(409, `Cannot resend ${reference}: it is ${transaction.status}`);
    }
    const event = "charge.success";
    const { deliveries } = this.#sandbox;
    const body = deliveries.lastBody(reference, event) ??
      JSON.stringify({ event, data: this.#sandbox.wire(transaction) });
    return await deliveries.send({ reference, event, body, fault: { copies: times } });
  }

  /** Sends the webhooks held for a reference, in that order, and returns how many there were. */
  release(reference: string, order: ReleaseOrder = "oldest first"): number {
    return this.#sandbox.deliveries.release(reference, order);
  }

  /** Sends any event, e.g. one that is forged or malformed. */
  async sendWebhook(
    event: Readonly<Record<string, unknown>>,
    { signature = "valid" }: { signature?: "valid" | "wrong" } = {},
  ): Promise<Delivery[]> {
    const data = event["data"] as { reference?: unknown } | null | undefined;
    const reference = data?.reference;
    const name = event["event"];
    return await this.#sandbox.deliveries.send({
      reference: typeof reference === "string" ? reference : null,
      event: typeof name === "string" ? name : "unnamed",
      body: JSON.stringify(event),
      fault: { wrongSignature: signature === "wrong" },
    });
  }

  /** Moves a refund to a status and sends the `refund.*` event for it. */
  async moveRefund(id: number, status: RefundStatus): Promise<WireRefund> {
    const { ledger } = this.#sandbox;
    const refund = ledger.refundById(id);
    if (refund === undefined) {
      throw new ControlError(404, `Cannot move refund ${id}: no such refund`);
    }
    if (refund.status === "processed" || refund.status === "failed") {
      throw new ControlError(409, `Cannot move refund ${id}: it is ${refund.status}`);
    }
    ledger.moveRefund(refund, status, this.#sandbox.wire(refund.transaction).amount);
    await this.#sandbox.notifyRefund(refund);
    return wireRefund(refund);
  }

  /** Moves a payout to a status and sends its `transfer.*` event. */
  async moveTransfer(reference: string, status: TransferStatus): Promise<unknown> {
    const moved = await this.#payouts.move(reference, status);
    if (moved === undefined) {
      throw new ControlError(404, `Cannot move ${reference}: no such transfer`);
    }
    return moved;
  }

  /** Every payout's reference and status, oldest first. */
  transfers(): { reference: string; status: string; amount: number }[] {
    return this.#payouts.transfers.map(({ reference, status, amount }) => ({
      reference,
      status,
      amount,
    }));
  }

  refunds(): WireRefund[] {
    return this.#sandbox.ledger.refunds().map(wireRefund);
  }

  /** Makes a refund as a person does at the dashboard, and tells of it. */
  async refundByHand(reference: string, amount: number): Promise<WireRefund> {
    const transaction = this.#find(reference, "refund");
    const note = "By hand";
    const refund = this.#sandbox.ledger.addRefund(transaction, amount, {
      customerNote: note,
      merchantNote: note,
    });
    await this.#sandbox.notifyRefund(refund);
    return wireRefund(refund);
  }

  async openDispute(reference: string, dispute: DisputeRequest = {}): Promise<number> {
    const transaction = this.#find(reference, "dispute");
    if (transaction.paidAt === null) {
      throw new ControlError(409, `Cannot dispute ${reference}: it is ${transaction.status}`);
    }
    return await this.#disputes.open(transaction, dispute);
  }

  async decideDispute(id: number, outcome: "won" | "lost"): Promise<void> {
    if (!await this.#disputes.decide(id, outcome)) {
      throw new ControlError(404, `Cannot decide dispute ${id}: there is none that is open`);
    }
  }

  /** The files that were given as evidence, oldest first; without bytes those that never came. */
  evidence(): readonly EvidenceFile[] {
    return this.#disputes.files();
  }

  /** Reminds of a dispute that waits for an answer. */
  async remindOfDispute(id: number): Promise<void> {
    await this.#disputes.remind(id);
  }

  /** Every bank account that shares are settled to, newest first. */
  subaccounts(): Subaccount[] {
    return this.#subaccounts.list();
  }

  /** Pays out to the banks of subaccounts what was paid and is not settled to them yet. */
  settleSubaccounts(): number {
    return this.#settlements.settleSubaccounts();
  }

  /** Pays out to the merchant what was paid and is not settled yet; `surplus` kobo make its total wrong. */
  settle(surplus = 0): number {
    return this.#settlements.settle(surplus);
  }

  /** Somebody transfers kobo to a dedicated account number. */
  async credit(accountNumber: string, amount: number): Promise<WireTransaction> {
    return this.#sandbox.wire(await this.#accounts.credit(accountNumber, amount));
  }

  /** Makes the balance that is told wrong, by `surplus` kobo. */
  bendBalance(surplus: number): void {
    this.#balance.surplus = surplus;
  }

  /** Forgets transactions, refunds, faults, used-up quotas and webhooks; cancels what is under way. */
  async reset(): Promise<void> {
    this.#sandbox.ledger.clear();
    this.#sandbox.faults.clear();
    this.#quota.clear();
    this.#payouts.clear();
    this.#settlements.clear();
    this.#accounts.clear();
    this.#subaccounts.clear();
    this.#balance.surplus = 0;
    this.#disputes.clear();
    await this.#sandbox.deliveries.clear();
  }

  #find(reference: string, verb: string): Transaction {
    const transaction = this.#sandbox.ledger.byReference(reference);
    if (transaction !== undefined) return transaction;
    const hint = reference === EVERY_REFERENCE ? "name one reference" : "no such transaction";
    throw new ControlError(404, `Cannot ${verb} ${reference}: ${hint}`);
  }
}
