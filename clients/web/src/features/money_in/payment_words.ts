/** Where a reported payment stands, as the payee's side says it. */
import { t } from "@lingui/core/macro";
import type { OfflinePayment } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** Where a reported payment stands; of one that a member recorded nobody says that it did not come, but that it is taken back. */
export function paymentState(
  { status, source }: Pick<OfflinePayment, "status" | "source">,
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "submitted":
      return { meaning: "wait", words: t`To confirm` };
    case "needs_more":
      return { meaning: "wait", words: t`The payer is asked for more` };
    case "recorded":
      return { meaning: "wait", words: t`The payer is asked` };
    case "disputed":
      return { meaning: "bad", words: t`The payer says no` };
    case "confirmed":
      return { meaning: "good", words: t`Confirmed` };
    case "rejected":
      return { meaning: "bad", words: source === "payee" ? t`Taken back` : t`Did not come` };
    case "expired":
      return { meaning: "warn", words: t`Nobody looked in time` };
    case "reversed":
      return { meaning: "bad", words: t`Taken back` };
  }
}
