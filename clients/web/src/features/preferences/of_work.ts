/** Which kinds of news only members of an organization, or the platform's staff, are ever told. */

const ofWork = new RegExp(
  `^(${
    [
      "enquiry_received",
      "payment_(received|reported|disputed)",
      "late_fees?_(set|ended)",
      "agency_charges_ended",
      "dispute_[a-z_]+",
      "payee_account_(proposed|approved|declined|retired)",
      "payout_[a-z_]+",
      "remittance_[a-z_]+",
      "money_member_came",
      "platform_fees?_[a-z_]+",
      "direct_settlement_[a-z_]+",
      "provider_short",
      "tenancy_(accepted|taken_over|by_agent)",
      "statutory_notice_by_agent",
      "history_shared",
      "history_withheld",
      "listing_[a-z_]+",
      "sale_price_answered",
      "application_(submitted|withdrawn|fee_to_refund)",
      "organization_[a-z_]+",
      "invitation_accepted",
      "mandate_[a-z_]+",
      "title_reviewed",
      "document_expiring",
      "scheduler_silent",
    ].join("|")
  })$`,
);

/** Whether a kind is told at work alone. One that is new here is not known to be. */
export const isOfWork = (kind: string): boolean => ofWork.test(kind);

/** What concerns the reader: who works nowhere here is told nothing of work, and need choose nothing about it. */
export function concerning<Setting extends { readonly kind: string }>(
  settings: readonly Setting[],
  worksHere: boolean,
): readonly Setting[] {
  return worksHere ? settings : settings.filter(({ kind }) => !isOfWork(kind));
}
