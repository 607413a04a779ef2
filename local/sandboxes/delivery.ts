/** Sends webhooks in the background and remembers how that went. */
import { delay } from "@std/async/delay";
import type { WebhookFault } from "./faults.ts";

/** One request to the webhook address: its HTTP status, or why there was no answer. */
export interface DeliveryAttempt {
  readonly at: string;
  readonly status: number | null;
  readonly error: string | null;
}

/** How a delivery stands. "delivered" means the receiver answered 200. */
export type DeliveryState =
  | "held"
  | "withheld"
  | "sending"
  | "delivered"
  | "failed"
  | "cancelled";

/** One event on its way to the webhook address. */
export interface Delivery {
  readonly id: number;
  readonly reference: string | null;
  readonly event: string;
  /** The exact text that is sent. */
  readonly body: string;
  /** What proves that it is the provider's, and how it names itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly state: DeliveryState;
  readonly attempts: readonly DeliveryAttempt[];
}

interface MutableDelivery extends Delivery {
  state: DeliveryState;
  readonly attempts: DeliveryAttempt[];
}

/** How to reach the receiver. */
export interface DeliveryOptions {
  /** The headers of the provider for a body, or with a proof that is not the provider's. */
  readonly sign: (
    body: Uint8Array<ArrayBuffer>,
    wrong: boolean,
  ) => Promise<Readonly<Record<string, string>>>;
  readonly webhookUrl: () => string;
  readonly fetch: typeof fetch;
  readonly log: (message: string) => void;
  /** Milliseconds before the second, third, … attempt; its length bounds the retries. */
  readonly retryDelaysMs: readonly number[];
}

/** What to send; `fault` says how it should go wrong. */
export interface Outgoing {
  readonly reference: string | null;
  readonly event: string;
  readonly body: string;
  readonly fault?: WebhookFault;
}

/** In which order held events go out. */
export type ReleaseOrder = "oldest first" | "newest first";

const REMEMBERED_DELIVERIES = 500;
const ATTEMPT_TIMEOUT_MS = 30_000;

/** The webhooks of one sandbox. */
export class Deliveries {
  #deliveries: MutableDelivery[] = [];
  readonly #running = new Set<Promise<void>>();
  #stop = new AbortController();
  #lastId = 0;

  constructor(readonly options: DeliveryOptions) {}

  /** Every remembered delivery, oldest first; the newest 500 are kept. */
  list(): Delivery[] {
    return this.#deliveries.map((delivery) => ({
      ...delivery,
      attempts: [...delivery.attempts],
    }));
  }

  /** Sends an event, as many copies as the fault asks for, and returns without waiting. */
  async send({ reference, event, body, fault = {} }: Outgoing): Promise<Delivery[]> {
    const stop = this.#stop;
    const wrong = fault.wrongSignature === true;
    const headers = await this.options.sign(new TextEncoder().encode(body), wrong);
    const copies = fault.none === true ? 1 : fault.copies ?? 1;
    return Array.from({ length: copies }, () => {
      const delivery: MutableDelivery = {
        id: ++this.#lastId,
        reference,
        event,
        body,
        headers,
        state: "sending",
        attempts: [],
      };
      this.#deliveries.push(delivery);
      if (this.#deliveries.length > REMEMBERED_DELIVERIES) this.#deliveries.shift();
      if (stop.signal.aborted) delivery.state = "cancelled";
      else if (fault.none === true) delivery.state = "withheld";
      else if (fault.hold === true) delivery.state = "held";
      else this.#start(delivery);
      return delivery;
    });
  }

  /**
   * Lets the held events of a reference go, and says how many there were. Each is first tried only
   * after the one before it was answered, so the receiver meets them in the order asked for.
   */
  release(reference: string, order: ReleaseOrder): number {
    const held = this.#deliveries.filter((delivery) =>
      delivery.state === "held" && delivery.reference === reference
    );
    if (order === "newest first") held.reverse();
    let turn = Promise.resolve();
    for (const delivery of held) turn = this.#start(delivery, turn);
    return held.length;
  }

  /** The body last prepared for a reference and event, sent or not. */
  lastBody(reference: string, event: string): string | undefined {
    return this.#deliveries.findLast((delivery) =>
      delivery.reference === reference && delivery.event === event
    )?.body;
  }

  /** Waits until no delivery is being sent or waiting for a retry. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Cancels what is being sent and forgets every delivery. */
  async clear(): Promise<void> {
    await this.close();
    this.#deliveries = [];
    this.#stop = new AbortController();
  }

  /** Cancels what is being sent; nothing is sent afterwards. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.settled();
  }

  /** Sends when `turn` has come; the answer settles after the first attempt. */
  #start(delivery: MutableDelivery, turn: Promise<void> = Promise.resolve()): Promise<void> {
    delivery.state = "sending";
    const tried = Promise.withResolvers<void>();
    const stop = this.#stop.signal;
    const running = turn.then(() => this.#deliver(delivery, stop, tried.resolve)).finally(() => {
      tried.resolve();
      this.#running.delete(running);
    });
    this.#running.add(running);
    return tried.promise;
  }

  async #deliver(
    delivery: MutableDelivery,
    stop: AbortSignal,
    onAttempt: () => void,
  ): Promise<void> {
    const { retryDelaysMs, log } = this.options;
    const name = `${delivery.event} of ${delivery.reference ?? "no reference"}`;
    for (const pause of [0, ...retryDelaysMs]) {
      // An aborted pause rejects; that it was aborted is read from the signal just below.
      if (pause > 0) await delay(pause, { signal: stop }).catch(() => undefined);
      if (stop.aborted) break;
      const attempt = await this.#attempt(delivery, stop);
      delivery.attempts.push(attempt);
      onAttempt();
      if (attempt.status === 200) {
        delivery.state = "delivered";
        return;
      }
      log(`Webhook ${name} was not taken: ${attempt.error ?? `HTTP ${attempt.status}`}`);
    }
    delivery.state = stop.aborted ? "cancelled" : "failed";
  }

  async #attempt(delivery: Delivery, stop: AbortSignal): Promise<DeliveryAttempt> {
    const at = new Date().toISOString();
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), ATTEMPT_TIMEOUT_MS);
    try {
      const response = await this.options.fetch(this.options.webhookUrl(), {
        method: "POST",
        headers: { "content-type": "application/json", ...delivery.headers },
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.any([stop, timeout.signal]),
      });
      await response.body?.cancel();
      return { at, status: response.status, error: null };
    } catch (error) {
      return { at, status: null, error: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(timer);
    }
  }
}
