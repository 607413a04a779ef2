/** The sandbox's own levers, for tests and demonstrations. */
import type { Chargebacks } from "./chargeback_api.ts";
import {
  checkResends,
  ControlError,
  type DisputeRequest,
  type ListedPayment,
  type SandboxControl,
  type TransferStatus,
} from "../control.ts";
import type { Delivery, ReleaseOrder } from "../delivery.ts";
import { EVERY_REFERENCE, type Fault } from "../faults.ts";
import type { Link, Refund } from "./ledger.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Subaccount, Subaccounts } from "./subaccount_api.ts";
import { wireRefund, type WireTransaction } from "./wire.ts";

/** Drives a sandbox from the program that runs it; failures are thrown as ControlError. */
export class FlutterwaveControl implements SandboxControl {
  readonly #sandbox: Sandbox;
  readonly #chargebacks: Chargebacks;
  /** Whether a refund is "processing" until moveRefund() says what became of it. */
  refundsTakeTime = false;
  /** Whether a reference that was used gets no second link. */
  refusesUsedReferences = false;
  /** Kobo by which the balance that is told is more than what came in. */
  balanceSurplus = 0;

  readonly #subaccounts: Subaccounts;

  constructor(sandbox: Sandbox, chargebacks: Chargebacks, subaccounts: Subaccounts) {
    this.#subaccounts = subaccounts;
    this.#sandbox = sandbox;
    this.#chargebacks = chargebacks;
  }

  payments(): ListedPayment[] {
    const { ledger } = this.#sandbox;
    return ledger.links().map((link) => ({
      reference: link.txRef,
      amount: link.amount,
      currency: link.currency,
      status: ledger.transactions().find((one) => one.link === link)?.status ?? "not tried",
      email: link.email,
      startedAt: link.createdAt,
      checkoutUrl: this.#sandbox.checkoutUrl(link),
    }));
  }

  transactions(): WireTransaction[] {
    return this.#sandbox.ledger.transactions().map((one) => this.#sandbox.wire(one));
  }

  deliveries(): Delivery[] {
    return this.#sandbox.deliveries.list();
  }

  /** Waits until no webhook is being sent or waiting for a retry; held ones do not count. */
  async deliveriesSettled(): Promise<void> {
    await this.#sandbox.deliveries.settled();
  }

  setFault(reference: string, fault: Fault): void {
    this.#sandbox.faults.set(reference, fault);
  }

  /** Pays the newest link of a reference as the Pay button does. */
  async pay(reference: string): Promise<WireTransaction> {
    const link = this.#find(reference, "pay");
    await this.#sandbox.attempt(link, "successful");
    return this.#transactionOf(link, reference, "pay");
  }

  /**
   * Transfers kobo to an account number as a payer's bank does: another amount than it is for, or one that comes late, that
   * bank sends back.
   */
  async credit(
    account: string,
    amount: number,
  ): Promise<{ readonly reference: string }> {
    const { ledger } = this.#sandbox;
    const link = ledger.linkByAccount(account);
    if (link?.account === undefined) {
      throw new ControlError(
        404,
        `Cannot transfer to ${account}: there is no such account`,
      );
    }
    if (
      amount !== link.amount ||
      Date.parse(link.account.expiresAt) <= ledger.now().getTime()
    ) {
      throw new ControlError(
        409,
        `Cannot transfer to ${account}: the bank sends it back`,
      );
    }
    await this.#sandbox.attempt(link, "successful");
    return { reference: link.txRef };
  }

  async decline(reference: string): Promise<WireTransaction> {
    const link = this.#find(reference, "decline");
    if (this.#sandbox.ledger.paid(link) !== undefined) {
      throw new ControlError(409, `Cannot decline ${reference}: it is successful`);
    }
    await this.#sandbox.attempt(link, "failed");
    return this.#transactionOf(link, reference, "decline");
  }

  async resend(reference: string, times: number): Promise<Delivery[]> {
    checkResends(times);
    const wire = this.#transactionOf(this.#find(reference, "resend"), reference, "resend");
    const event = "charge.completed";
    const { deliveries } = this.#sandbox;
    const body = deliveries.lastBody(reference, event) ?? JSON.stringify({ event, data: wire });
    return await deliveries.send({ reference, event, body, fault: { copies: times } });
  }

  release(reference: string, order: ReleaseOrder = "oldest first"): number {
    return this.#sandbox.deliveries.release(reference, order);
  }

  async sendWebhook(
    event: Readonly<Record<string, unknown>>,
    { signature = "valid" }: { signature?: "valid" | "wrong" } = {},
  ): Promise<Delivery[]> {
    const data = event["data"] as { tx_ref?: unknown } | null | undefined;
    const reference = data?.tx_ref;
    const name = event["event"];
    return await this.#sandbox.deliveries.send({
      reference: typeof reference === "string" ? reference : null,
      event: typeof name === "string" ? name : "unnamed",
      body: JSON.stringify(event),
      fault: { wrongSignature: signature === "wrong" },
    });
  }

  /** Moves a payout and sends its `transfer.completed`; what came back is told as failed here. */
  async moveTransfer(reference: string, status: TransferStatus): Promise<unknown> {
    const transfer = this.#sandbox.ledger.transfers().find((one) => one.reference === reference);
    if (transfer === undefined) {
      throw new ControlError(404, `Cannot move ${reference}: no such transfer`);
    }
    await this.#sandbox.moveTransfer(transfer, status === "success" ? "SUCCESSFUL" : "FAILED");
    return { reference, status: transfer.status };
  }

  /** Every payout's reference and status, oldest first. */
  transfers(): { reference: string; status: string; amount: number }[] {
    return this.#sandbox.ledger.transfers().toReversed().map(({ reference, status, amount }) => ({
      reference,
      status,
      amount,
    }));
  }

  refunds(): unknown[] {
    return this.#sandbox.ledger.refunds().map(wireRefund);
  }

  /** Makes a refund as a person does at the dashboard, and tells of it. */
  async refundByHand(reference: string, amount: number): Promise<Refund> {
    const paid = this.#sandbox.ledger.paid(this.#find(reference, "refund"));
    if (paid === undefined) throw new ControlError(409, `Cannot refund ${reference}: not paid`);
    const refund = this.#sandbox.ledger.addRefund(paid, amount, "By hand", "completed");
    await this.#sandbox.notifyRefund(refund);
    return refund;
  }

  /** Ends a refund that takes its time, and tells of it. */
  async moveRefund(
    id: number,
    status: "processing" | "processed" | "failed" | "needs-attention",
  ): Promise<unknown> {
    const refund = this.#sandbox.ledger.refunds().find((one) => one.id === id);
    if (refund === undefined) {
      throw new ControlError(404, `Cannot move refund ${id}: no such refund`);
    }
    if (refund.status !== "processing" || status === "processing" || status === "needs-attention") {
      throw new ControlError(409, `Cannot move refund ${id} from ${refund.status} to ${status}`);
    }
    refund.status = status === "processed" ? "completed" : "failed";
    await this.#sandbox.notifyRefund(refund);
    return wireRefund(refund);
  }

  async openDispute(reference: string, dispute: DisputeRequest = {}): Promise<number> {
    const paid = this.#sandbox.ledger.paid(this.#find(reference, "dispute"));
    if (paid === undefined) throw new ControlError(409, `Cannot dispute ${reference}: not paid`);
    return await this.#chargebacks.open(paid, dispute);
  }

  async decideDispute(id: number, outcome: "won" | "lost"): Promise<void> {
    if (!await this.#chargebacks.decide(id, outcome)) {
      throw new ControlError(404, `Cannot decide chargeback ${id}: there is none that is open`);
    }
  }

  /** Every bank account that shares are settled to, newest first. */
  subaccounts(): Subaccount[] {
    return this.#subaccounts.list();
  }

  async reset(): Promise<void> {
    this.#chargebacks.clear();
    this.#subaccounts.clear();
    this.refundsTakeTime = false;
    this.#sandbox.ledger.clear();
    this.#sandbox.faults.clear();
    this.balanceSurplus = 0;
    await this.#sandbox.deliveries.clear();
  }

  #transactionOf(link: Link, reference: string, verb: string): WireTransaction {
    const found = this.#sandbox.ledger.paid(link) ??
      this.#sandbox.ledger.transactions().find((one) => one.link === link);
    if (found === undefined) throw new ControlError(409, `Cannot ${verb} ${reference}: not tried`);
    return this.#sandbox.wire(found);
  }

  #find(reference: string, verb: string): Link {
    const link = this.#sandbox.ledger.linkByReference(reference);
    if (link !== undefined) return link;
    const hint = reference === EVERY_REFERENCE ? "name one reference" : "no such payment";
    throw new ControlError(404, `Cannot ${verb} ${reference}: ${hint}`);
  }
}
