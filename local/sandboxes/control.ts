/** The levers of a provider's sandbox, for tests and demonstrations: the same ones at every provider. */
import type { Delivery, ReleaseOrder } from "./delivery.ts";
import type { Fault } from "./faults.ts";

/** A lever that cannot be pulled; `status` is the HTTP status that says so. */
export class ControlError extends Error {
  override readonly name = "ControlError";

  constructor(readonly status: 400 | 404 | 409, message: string) {
    super(message);
  }
}

/** How often one `resend` may repeat an event. */
export const MOST_RESENDS = 100;

/** @throws {ControlError} when an event is to be repeated more or less often than that */
export function checkResends(times: number): void {
  if (!Number.isInteger(times) || times < 1 || times > MOST_RESENDS) {
    throw new ControlError(400, `Cannot resend ${times} times: 1 to ${MOST_RESENDS} are allowed`);
  }
}

/** A payment as people see it in the overview. */
export interface ListedPayment {
  readonly reference: string;
  /** Kobo. */
  readonly amount: number;
  readonly currency: string;
  readonly status: string;
  readonly email: string;
  readonly startedAt: string;
  readonly checkoutUrl: string;
}

/** Where a payout can be moved. */
export const transferStatuses = ["success", "failed", "reversed"] as const;

/** One of them. */
export type TransferStatus = typeof transferStatuses[number];

/** What a bank says of a payment that it disputes. */
export interface DisputeRequest {
  /** Kobo. */
  readonly amount?: number;
  /** Until when the merchant is to answer, ISO 8601; in two days when absent. */
  readonly dueAt?: string;
}

/** Drives a sandbox; what cannot be done is thrown as ControlError. */
export interface SandboxControl {
  /** Every payment, newest first. */
  payments(): ListedPayment[];
  /** Every transaction as the API tells it now, newest first. */
  transactions(): unknown[];
  /** Every remembered webhook, oldest first. */
  deliveries(): Delivery[];
  /** Replaces what is wrong for a reference, or for all with "*"; an empty fault clears it. */
  setFault(reference: string, fault: Fault): void;
  /** Pays as the Pay button does; paying twice changes nothing. */
  pay(reference: string): Promise<unknown>;
  /** Declines as the Decline button does. */
  decline(reference: string): Promise<unknown> | unknown;
  /** Sends the event of the payment again with the very same bytes, whatever the fault. */
  resend(reference: string, times: number): Promise<Delivery[]>;
  /** Sends the webhooks held for a reference, in that order, and returns how many there were. */
  release(reference: string, order?: ReleaseOrder): number;
  /** Sends any event, e.g. one that is forged or malformed. */
  sendWebhook(
    event: Readonly<Record<string, unknown>>,
    options?: { signature?: "valid" | "wrong" },
  ): Promise<Delivery[]>;
  /** Somebody transfers kobo to an account number that the provider gave for a payer, where it gives any. */
  credit?(accountNumber: string, amount: number): Promise<unknown>;
  /** Moves a refund to a status, where refunds take their time. */
  moveRefund?(
    id: number,
    status: "processing" | "processed" | "failed" | "needs-attention",
  ): Promise<unknown>;
  /** Every refund as the API lists it, newest first. */
  refunds(): unknown[];
  /** Has the payer's bank dispute a payment, the whole of it unless `amount` (kobo) is given; returns its number. */
  openDispute(reference: string, dispute?: DisputeRequest): Promise<number>;
  /** The bank decides a dispute, whatever the merchant said. */
  decideDispute(id: number, outcome: "won" | "lost"): Promise<void>;
  /** Moves a payout to a status and sends the event for it. */
  moveTransfer(reference: string, status: TransferStatus): Promise<unknown>;
  /** Forgets everything; cancels what is under way. */
  reset(): Promise<void>;
}
