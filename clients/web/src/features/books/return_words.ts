/** Where a refund and a dispute stand, in words. */
import { t } from "@lingui/core/macro";
import type { Dispute, Refund } from "@estate/sdk";
import type { Said } from "../../format/money_words.ts";

/** A refund. It is back only when the provider, or who paid it out, says so. */
export function refundState({ status, way }: Pick<Refund, "status" | "way">): Said {
  switch (status) {
    case "requested":
      return { meaning: "wait", word: t`Waits for a second person` };
    case "approved":
      return way === "by_hand"
        ? { meaning: "warn", word: t`To be paid out by you` }
        : { meaning: "info", word: t`Approved, is being sent` };
    case "sending":
      return { meaning: "info", word: t`The provider is asked` };
    case "pending":
      return { meaning: "info", word: t`The provider works on it` };
    case "succeeded":
      return { meaning: "good", word: t`Went back` };
    case "failed":
      return { meaning: "bad", word: t`Did not go back` };
    case "needs_attention":
      return { meaning: "warn", word: t`In doubt: Estate finds out` };
    case "declined":
      return { meaning: "bad", word: t`Declined` };
    case "withdrawn":
      return { meaning: "wait", word: t`Taken back` };
  }
}

/** Whether a refund can still be taken back. */
export const isUnsentRefund = ({ status, way }: Pick<Refund, "status" | "way">): boolean =>
  status === "requested" || (status === "approved" && way === "by_hand");

/** A dispute. */
export function disputeState(status: Dispute["status"]): Said {
  switch (status) {
    case "open":
      return { meaning: "bad", word: t`To be answered` };
    case "answered":
      return { meaning: "wait", word: t`The bank decides` };
    case "won":
      return { meaning: "good", word: t`The money stays` };
    case "lost":
      return { meaning: "bad", word: t`The money went back` };
  }
}
