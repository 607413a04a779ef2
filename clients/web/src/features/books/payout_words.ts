/** Where a payout stands, in words. */
import { t } from "@lingui/core/macro";
import type { Payout } from "@estate/sdk";
import type { Said } from "../../format/money_words.ts";

/** Its state. It is in the bank only when the provider says so. */
export function payoutState(status: Payout["status"]): Said {
  switch (status) {
    case "requested":
      return { meaning: "wait", word: t`Waits for a second person` };
    case "approved":
      return { meaning: "info", word: t`Approved, is being sent` };
    case "sending":
      return { meaning: "info", word: t`Is being sent` };
    case "pending":
      return { meaning: "info", word: t`The provider has it` };
    case "paid":
      return { meaning: "good", word: t`In the bank` };
    case "failed":
      return { meaning: "bad", word: t`Did not go: the money is here` };
    case "reversed":
      return { meaning: "bad", word: t`Came back` };
    case "needs_attention":
      return { meaning: "warn", word: t`Estate looks at it` };
    case "declined":
      return { meaning: "bad", word: t`Declined` };
    case "withdrawn":
      return { meaning: "wait", word: t`Taken back` };
  }
}

/** Whether it can still be taken back. */
export const isUnsent = (status: Payout["status"]): boolean =>
  status === "requested" || status === "approved";
