/** Payments that the payee's side recorded: the payer is asked whether they are so, and nobody else looks for them. */
import type { ListedPayment } from "@estate/sdk";

/** Whether a payment is one: no provider sees it, and no payer reported it. */
export const isRecorded = (
  { reference, payer_id }: Pick<ListedPayment, "reference" | "payer_id">,
) => reference.startsWith("OFF-") && payer_id === null;
