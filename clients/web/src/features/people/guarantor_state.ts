/** Whether somebody stands for an applicant, and how sure that is. */
import { t } from "@lingui/core/macro";
import type { ReceivedApplication } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

type Guarantor = ReceivedApplication["guarantors"][number];

/** How a guarantor answered. */
export function guarantorState(
  { status, is_phone_proven }: Pick<Guarantor, "status" | "is_phone_proven">,
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "named":
      return { meaning: "wait", words: t`Has not answered` };
    case "declined":
      return { meaning: "bad", words: t`Says no` };
    case "confirmed":
      return is_phone_proven
        ? { meaning: "good", words: t`Says yes, from their own number` }
        : { meaning: "warn", words: t`Says yes by e-mail: call them` };
  }
}
