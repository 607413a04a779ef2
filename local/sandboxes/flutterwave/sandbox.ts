/** The parts of one sandbox that its routes share. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Deliveries } from "../delivery.ts";
import type { Faults } from "../faults.ts";
import { serveWithFaults } from "../serve.ts";
import type { Ledger, Link, Refund, Transaction, Transfer } from "./ledger.ts";
import { refundEvent, type WireTransaction, wireTransaction, wireTransfer } from "./wire.ts";

/** Answers `status` with the error envelope. */
export function refuse(c: Context, status: ContentfulStatusCode, message: string): Response {
  return c.json({ status: "error", message, data: null }, status);
}

/** Answers with the envelope of success. */
export function succeed(c: Context, message: string, data: unknown, more = {}): Response {
  return c.json({ status: "success", message, ...more, data });
}

const words = {
  rateLimited: (c: Context) => refuse(c, 429, "Too many requests, please try again later"),
  // After 28 seconds without an answer of what is behind it. It does not mean that nothing happened.
  unavailable: (c: Context) => refuse(c, 503, "An error occurred. Please contact support"),
};

/** Where a sandbox is found, and in whose name it takes money. */
export interface SandboxPlace {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly merchantName: string;
}

/** One sandbox: its payments, its faults and its webhooks. */
export class Sandbox {
  readonly #stop = new AbortController();

  constructor(
    readonly place: SandboxPlace,
    readonly ledger: Ledger,
    readonly faults: Faults,
    readonly deliveries: Deliveries,
  ) {}

  /** The page on which a person pays. */
  checkoutUrl({ code }: Link): string {
    return `${this.place.publicUrl}/checkout/${code}`;
  }

  /** The transaction as the API tells it at this moment. */
  wire(transaction: Transaction): WireTransaction {
    return wireTransaction(transaction, this.faults.of(transaction.link.txRef));
  }

  /** A try to pay, of which a webhook tells; nothing when the link is paid already. */
  async attempt(link: Link, status: Transaction["status"]): Promise<void> {
    const transaction = this.ledger.attempt(link, status);
    if (transaction === null) return;
    await this.notify("charge.completed", link.txRef, this.wire(transaction));
  }

  /** Tells of a refund that has come to its end. */
  async notifyRefund(refund: Refund): Promise<void> {
    const reference = refund.transaction.link.txRef;
    const { webhook } = this.faults.of(reference);
    await this.deliveries.send({
      reference,
      event: "refund.completed",
      body: JSON.stringify(refundEvent(refund)),
      ...(webhook && { fault: webhook }),
    });
  }

  /** Serves one API call about a reference (null: none in particular) under its faults. */
  serve(
    c: Context,
    reference: string | null,
    answer: () => Response | Promise<Response>,
  ): Promise<Response> {
    const { faults } = this;
    return serveWithFaults({ faults, words, stop: this.#stop.signal }, c, reference, answer);
  }

  /** Ends every wait and every delivery. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.deliveries.close();
  }

  /** Moves a payout and tells of it. */
  async moveTransfer(transfer: Transfer, status: "SUCCESSFUL" | "FAILED"): Promise<void> {
    transfer.status = status;
    const { full_name: fullname, ...data } = wireTransfer(transfer);
    await this.notify("transfer.completed", transfer.reference, { ...data, fullname }, "Transfer");
  }

  async notify(
    event: string,
    reference: string,
    data: unknown,
    type = "CARD_TRANSACTION",
  ): Promise<void> {
    const { webhook } = this.faults.of(reference);
    const body = JSON.stringify({ event, data, "event.type": type });
    await this.deliveries.send({ reference, event, body, ...(webhook && { fault: webhook }) });
  }
}
