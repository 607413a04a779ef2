/** What each decision about a payment is called, on its sheet and when it is made. */
import { t } from "@lingui/core/macro";
import type { OfflinePayment } from "@estate/sdk";
import { type Decision, isLate } from "./decisions.ts";

/** Of the sheet, of its button, and of what was done. */
export interface DecisionWords {
  readonly title: string;
  readonly press: string;
  readonly done: string;
}

/** The words for a decision about a payment as it stands. */
export function decisionWords(decision: Decision, payment: OfflinePayment): DecisionWords {
  switch (decision) {
    case "confirm":
      return {
        title: t`Did the money come?`,
        press: isLate(payment) ? t`It came after all: confirm` : t`It came: confirm`,
        done: t`Confirmed. The receipt is on its way to the payer.`,
      };
    case "ask":
      return { title: t`Ask for more`, press: t`Ask the payer`, done: t`The payer is asked.` };
    case "reject":
      return {
        title: t`The money did not come`,
        press: t`It did not come`,
        done: t`The payer is told that it did not come.`,
      };
    case "mistake":
      return {
        title: t`Recorded by mistake`,
        press: t`Take it back`,
        done: t`Taken back. It pays nothing.`,
      };
  }
}
