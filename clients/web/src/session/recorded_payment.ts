/** Payments that the payee's side recorded: the payer is asked whether they are so, and nobody else looks for them. */
import type { ListedPayment } from "@estate/sdk";

/** Whether a reference is of a payment that no provider sees: what was reported or recorded has one of its own kind. */
export const isOfflineReference = (reference: string): boolean => reference.startsWith("OFF-");

/** Whether a payment is one: no provider sees it, and no payer reported it. */
export const isRecorded = (
  { reference, payer_id }: Pick<ListedPayment, "reference" | "payer_id">,
) => isOfflineReference(reference) && payer_id === null;
