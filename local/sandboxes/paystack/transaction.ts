/** What the sandbox remembers about payments, before it is put into Paystack's wire shape. */

/**
 * Where a payment stands. Paystack calls a payment that nobody has finished "abandoned", from the
 * moment it is created.
 */
export type TransactionStatus = "abandoned" | "failed" | "success" | "reversed";

/** A payer; one for each e-mail address. */
export interface Customer {
  readonly id: number;
  readonly code: string;
  readonly email: string;
  /** What charges the card that they paid with. */
  readonly authorizationCode: string;
}

/** A share that is paid straight to somebody's bank; amounts are kobo. */
export interface Split {
  readonly code: string;
  /** What the merchant gets; null: the subaccount's percentage of the amount. */
  readonly charge: number | null;
  readonly bearer: "account" | "subaccount";
  readonly percentage: number;
}

/** What a caller asks for when a transaction is initialized; `amount` is in kobo. */
export interface TransactionRequest {
  readonly email: string;
  readonly amount: number;
  readonly currency: string;
  /** Null lets the sandbox choose one. */
  readonly reference: string | null;
  readonly callbackUrl: string | null;
  /** Where the checkout's Cancel link leads, from `metadata.cancel_action`. */
  readonly cancelUrl: string | null;
  readonly metadata: unknown;
  /** By which the money comes; a card when absent. */
  readonly channel?: string;
  /** The account number to which it was transferred. */
  readonly receiverAccount?: string;
  /** Who else is paid of it. */
  readonly split?: Split;
}

/** One payment. Times are ISO 8601 in UTC. */
export interface Transaction extends Omit<TransactionRequest, "reference"> {
  readonly id: number;
  readonly reference: string;
  readonly accessCode: string;
  readonly customer: Customer;
  readonly createdAt: string;
  status: TransactionStatus;
  gatewayResponse: string;
  paidAt: string | null;
}

/** How far a refund has come. */
export type RefundStatus = "pending" | "processing" | "processed" | "failed" | "needs-attention";

/** Money on its way back to a payer; `amount` is in kobo. */
export interface Refund {
  readonly id: number;
  readonly transaction: Transaction;
  readonly amount: number;
  readonly customerNote: string;
  readonly merchantNote: string;
  readonly createdAt: string;
  updatedAt: string;
  status: RefundStatus;
}
