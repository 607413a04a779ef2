/** The sandbox's own levers, for tests and demonstrations. */
import { checkResends, ControlError, type ListedPayment, type SandboxControl } from "../control.ts";
import type { Delivery, ReleaseOrder } from "../delivery.ts";
import { EVERY_REFERENCE, type Fault } from "../faults.ts";
import type { Link } from "./ledger.ts";
import type { Sandbox } from "./sandbox.ts";
import type { WireTransaction } from "./wire.ts";

/** Drives a sandbox from the program that runs it; failures are thrown as ControlError. */
export class FlutterwaveControl implements SandboxControl {
  readonly #sandbox: Sandbox;
  /** Whether a reference that was used gets no second link. */
  refusesUsedReferences = false;
  /** Kobo by which the balance that is told is more than what came in. */
  balanceSurplus = 0;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
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

  async reset(): Promise<void> {
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
