/** The parts of one sandbox that its routes share. */
import type { Context } from "hono";
import type { Deliveries } from "../delivery.ts";
import type { Faults } from "../faults.ts";
import { serveWithFaults } from "../serve.ts";
import { rateLimited } from "./api_error.ts";
import type { Ledger } from "./ledger.ts";
import type { Refund, Transaction } from "./transaction.ts";
import { refundEventData, type WireTransaction, wireTransaction } from "./wire.ts";

const words = {
  rateLimited,
  unavailable: (c: Context) =>
    c.json({ status: false, message: "Service temporarily unavailable" }, 503),
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
  checkoutUrl({ accessCode }: Transaction): string {
    return `${this.place.publicUrl}/checkout/${accessCode}`;
  }

  /** The transaction as the API tells it at this moment. */
  wire(transaction: Transaction): WireTransaction {
    return wireTransaction(transaction, this.faults.of(transaction.reference));
  }

  /** Takes the payer's money once; `charge.success` goes out when this call is the one that does. */
  async pay(transaction: Transaction): Promise<void> {
    if (!this.ledger.pay(transaction)) return;
    await this.notify("charge.success", transaction.reference, this.wire(transaction));
  }

  /** Tells the platform how a refund stands. */
  async notifyRefund(refund: Refund): Promise<void> {
    const { reference } = refund.transaction;
    await this.notify(`refund.${refund.status}`, reference, refundEventData(refund));
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

  async notify(event: string, reference: string, data: unknown): Promise<void> {
    const { webhook } = this.faults.of(reference);
    const body = JSON.stringify({ event, data });
    await this.deliveries.send({ reference, event, body, ...(webhook && { fault: webhook }) });
  }
}
