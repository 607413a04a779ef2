/** What may be said of a payment that was reported or recorded. */
import type { OfflinePayment } from "@estate/sdk";

/** confirm: it came; ask: for more proof; reject: it did not come; mistake: what was recorded is not so. */
export const decisions = ["confirm", "ask", "reject", "mistake"] as const;
/** One of them. */
export type Decision = (typeof decisions)[number];

/** A payment as far as it decides what may be said of it. */
type Standing = Pick<OfflinePayment, "status" | "source">;

/** Those that the payment is open to now; `isRecorder`: whoever reads it recorded it. */
export function decisionsOn(
  { status, source }: Standing,
  isRecorder: boolean,
): readonly Decision[] {
  switch (status) {
    case "submitted":
      return ["confirm", "ask", "reject"];
    case "needs_more":
      return ["confirm"];
    case "rejected":
    case "expired":
      // Money that shows up late is taken all the same; what a member recorded is recorded anew.
      return source === "payer" ? ["confirm"] : [];
    case "recorded":
      return ["mistake"];
    case "disputed":
      // Estate's staff decide, unless whoever recorded it takes their word back.
      return isRecorder ? ["mistake"] : [];
    case "confirmed":
    case "reversed":
      return [];
  }
}

/** Whether a confirmation would come after all: it was said that the money did not come, or nothing was said in time. */
export function isLate({ status }: Pick<OfflinePayment, "status">): boolean {
  return status === "rejected" || status === "expired";
}
