/** What the ways to pay have in common. */
import type { ListedPayment } from "@estate/sdk";
import type { Draft } from "./draft_key.ts";
import type { PaidFor } from "./paid_for.ts";
import type { Payable } from "./payable.ts";

/** What is about to be paid, and what was before. */
export interface Paying {
  readonly subject: PaidFor;
  readonly ticked: readonly Payable[];
  readonly payments: readonly ListedPayment[];
}

/** The sum. */
export const totalOf = (ticked: readonly Payable[]): number =>
  ticked.reduce((sum, it) => sum + it.kobo, 0);

/** For the key of a payment. */
export function draftOf(
  { subject, ticked }: Paying,
  how: Draft["how"],
  keepsCard = false,
): Draft {
  return {
    keepsCard,
    subjectId: subject.id,
    how,
    chargeIds: ticked.map(({ id }) => id),
    amountKobo: totalOf(ticked),
  };
}

/** Whether a payment that was begun is over, as far as is known here. */
export function isOver(payments: readonly ListedPayment[]): (reference: string) => boolean {
  return (reference) => {
    const known = payments.find((it) => it.reference === reference);
    return known !== undefined && known.status !== "created" && known.status !== "pending";
  };
}
