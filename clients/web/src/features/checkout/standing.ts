/** What a payer is told who comes back from a checkout, and how often the bank is asked meanwhile. */
import type { AskedPayment, PaymentStanding, ReceiptWithVoid } from "@estate/sdk";

/**
 * unpaid: a checkout was opened and nobody has paid in it, as the provider says; asking: nobody knows yet; late: for a minute
 * already; looked_at: the payee's side looks whether it came; unanswered: nobody did in time; recorded: the payee's side says that
 * it came, and the payer is asked; disputed: the payer has said that it is not so, and staff decide; settled: the bank has confirmed, the receipt is being made; agreed: the same, by the payee's
 * side and no bank; paid: the receipt is there; confirmed: it is settled, and whoever asks may not see whether there is a receipt.
 */
export type Standing =
  | "unpaid"
  | "asking"
  | "late"
  | "looked_at"
  | "recorded"
  | "disputed"
  | "unanswered"
  | "settled"
  | "agreed"
  | "paid"
  | "confirmed"
  | "went_back"
  | "failed"
  | "given_up"
  | "in_review"
  | "taken_back";

/** After so long somebody is told that it takes longer than usual. */
const lateMs = 60_000;

/**
 * `receipts` is undefined for who may not see them: then the bank's word is all that can be said. Of what is paid offline no
 * bank says anything. `said` is what the provider of a checkout says.
 */
export function standingOf(
  { status, amount_kobo, refunded_kobo }: PaymentStanding,
  receipts: readonly ReceiptWithVoid[] | undefined,
  waitedMs: number,
  offline = false,
  said?: AskedPayment["answer"],
): Standing {
  switch (status) {
    case "created":
    case "pending":
      if (offline) return "looked_at";
      if (said === "unknown" || said === "not_begun") return "unpaid";
      return waitedMs < lateMs ? "asking" : "late";
    case "succeeded":
      if (refunded_kobo >= amount_kobo) return "went_back";
      if (receipts === undefined) return "confirmed";
      if (receipts.length > 0) return "paid";
      return offline ? "agreed" : "settled";
    case "failed":
      return "failed";
    case "abandoned":
      return offline ? "unanswered" : "given_up";
    case "needs_review":
      return "in_review";
    case "reversed":
      return "taken_back";
  }
}

/** Whether it is not decided yet. */
export function isOpen(standing: Standing): boolean {
  return standing === "unpaid" || standing === "asking" || standing === "late" ||
    standing === "looked_at" || standing === "recorded" || standing === "disputed";
}

/** Milliseconds until the next question; false: nothing follows. Live news comes sooner, where there is a line for it. */
export function askAgainAfter(standing: Standing | undefined, waitedMs: number): number | false {
  switch (standing) {
    case undefined:
    case "unpaid":
    case "asking":
    case "late":
    case "settled":
    case "agreed":
      return waitedMs < 20_000 ? 2_000 : waitedMs < 120_000 ? 5_000 : 30_000;
    // What was given up may have been paid at the last moment: the bank is asked about it for a while.
    case "given_up":
    case "in_review":
      return 60_000;
    default:
      return false;
  }
}
