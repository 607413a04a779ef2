/** What is asked of who decides about a payment. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfflinePayment } from "@estate/sdk";
import { TextArea } from "../../ui/text_field.tsx";
import type { Decision } from "./decisions.ts";
import { WhatCame } from "./what_came.tsx";

/** The fields; `payer` is empty where nobody's name is known. */
export function DecideFields(
  { decision, payment, payer }: {
    readonly decision: Decision;
    readonly payment: OfflinePayment;
    readonly payer: string;
  },
) {
  switch (decision) {
    case "confirm":
      return (
        <>
          <p>
            <Trans>
              Say what your own bank shows, not what the proof says: a receipt is made of it that
              nobody can edit.
            </Trans>
          </p>
          <WhatCame kobo={payment.claimed_kobo} day={payment.paid_on} />
        </>
      );
    case "ask":
      return (
        <TextArea
          name="question"
          label={t`What is missing?`}
          hint={payer === "" ? t`The payer reads this.` : t`${payer} reads this.`}
          rows={3}
          maxLength={1000}
        />
      );
    case "reject":
      return (
        <TextArea
          name="reason"
          label={t`Why?`}
          hint={t`The payer reads this. If the money shows up later you can still confirm it.`}
          rows={3}
          maxLength={1000}
        />
      );
    case "mistake":
      return (
        <TextArea
          name="reason"
          label={t`What was wrong?`}
          hint={t`The payer reads this. What they owe stays open: record it anew if it was another amount.`}
          rows={3}
          maxLength={1000}
        />
      );
  }
}
