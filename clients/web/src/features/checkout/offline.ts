/** Payments that no provider sees: the payee's side looks whether they came, no bank is asked. */
import type { ListedPayment } from "@estate/sdk";

const methods: ReadonlySet<ListedPayment["method"]> = new Set([
  "bank_transfer",
  "cash",
  "pos",
  "cheque",
]);

/** Whether a payment is one of those. */
export const isOffline = ({ method }: Pick<ListedPayment, "method">): boolean =>
  methods.has(method);
