/** Kinds of news about money, as somebody who pays is told of them. */
import { t } from "@lingui/core/macro";

/** What a kind tells; undefined: it is none of these. */
export function moneyKind(kind: string): string | undefined {
  switch (kind) {
    case "payment_settled":
      return t`Your payment was received, with its receipt`;
    case "rent_due":
      return t`Something that you owe falls due`;
    case "rent_overdue":
      return t`Something that you owe is overdue`;
    case "late_fee_charged":
      return t`A fee for paying late was charged`;
    case "payment_questioned":
      return t`A proof of payment is asked for`;
    case "payment_rejected":
      return t`A payment that was reported was not found`;
    case "payment_expired":
      return t`A reported payment was not answered in time`;
    case "payment_recorded":
      return t`A payment of yours was recorded`;
    case "payment_corrected":
      return t`A payment was corrected`;
    case "payment_reversed":
      return t`A payment was taken back`;
    case "receipt_voided":
      return t`A receipt is void`;
    case "receipt_replaced":
      return t`A receipt takes the place of another`;
    case "virtual_account_opened":
      return t`An account number of your own was opened`;
    case "virtual_account_refused":
      return t`An account number could not be opened`;
    case "deposit_return_recorded":
      return t`A deposit was given back: say whether it came`;
    case "deposit_return_confirmed":
      return t`The return of a deposit was confirmed`;
    case "deposit_return_disputed":
      return t`The return of a deposit is disputed`;
    case "deposit_return_reversed":
      return t`The return of a deposit was taken back`;
    case "deduction_dispute_open":
      return t`A tenant disputes what was kept of a deposit`;
    case "deduction_dispute_answered":
      return t`What was disputed of a deposit was answered`;
    case "deduction_dispute_accepted":
      return t`A tenant accepts what is kept of a deposit`;
    case "deduction_dispute_disagreed":
      return t`A tenant still disagrees with what is kept of a deposit`;
    case "deduction_dispute_withdrawn":
      return t`What was disputed of a deposit is not kept any more`;
    case "deduction_taken_back":
      return t`A part of a deposit is not kept any more`;
    case "deposit_overdue":
      return t`A deposit should have been given back`;
    case "refund_requested":
      return t`A refund was asked for`;
    case "refund_approved":
      return t`A refund was approved`;
    case "refund_sent":
      return t`A refund is being sent`;
    case "refund_pending":
      return t`A refund is on its way`;
    case "refund_succeeded":
      return t`A refund was paid`;
    case "refund_failed":
      return t`A refund did not go through`;
    case "refund_needs_attention":
      return t`A refund waits for a bank account`;
    case "refund_declined":
      return t`A refund was declined`;
    case "refund_withdrawn":
      return t`A refund was withdrawn`;
    case "autopay_announced":
      return t`Your card will be charged`;
    case "autopay_over_limit":
      return t`A charge is over the limit that you set`;
    case "autopay_declined":
      return t`Your card was declined`;
    case "autopay_action":
      return t`Your bank asks you to confirm a charge`;
    case "autopay_paused":
      return t`Autopay is paused`;
    case "payee_account_changed":
      return t`The account to which you pay has changed`;
    default:
      return undefined;
  }
}
