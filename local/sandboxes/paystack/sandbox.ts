/** The parts of one sandbox that its routes share. */
import { delay } from "@std/async/delay";
import type { Context } from "hono";
import { rateLimited } from "./api_error.ts";
import type { Deliveries } from "./delivery.ts";
import type { Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import type { Refund, Transaction } from "./transaction.ts";
import { refundEventData, type WireTransaction, wireTransaction } from "./wire.ts";

const BAD_GATEWAY_PAGE = `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center></body>
</html>
`;

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

  /**
   * Serves one API call about a reference (null: none in particular) under its faults. A delayed call
   * does its work first: a caller that gave up must find out what became of it.
   */
  async serve(
    c: Context,
    reference: string | null,
    answer: () => Response | Promise<Response>,
  ): Promise<Response> {
    const { delayMs = 0 } = this.faults.of(reference);
    const response = await this.#answer(c, reference, answer);
    if (delayMs > 0) {
      // Closing the sandbox ends the wait; the answer then goes out at once.
      await delay(delayMs, { signal: this.#stop.signal }).catch(() => undefined);
    }
    return response;
  }

  async #answer(
    c: Context,
    reference: string | null,
    answer: () => Response | Promise<Response>,
  ): Promise<Response> {
    if (this.faults.meets(reference, "status502Html")) return c.html(BAD_GATEWAY_PAGE, 502);
    if (this.faults.meets(reference, "rateLimited")) return rateLimited(c);
    const response = await answer();
    if (response.ok && this.faults.meets(reference, "fail503AfterSuccess")) {
      return c.json({ status: false, message: "Service temporarily unavailable" }, 503);
    }
    return response;
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
