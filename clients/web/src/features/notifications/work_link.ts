/** Where news leads a member of an organization: into the work place that it is about. */
import { factOf, type Place, type Reader, type Told } from "./news_reader.ts";

/** What an agency is told of what happens in an owner's organization. */
const underMandate =
  /^(mandate_|enquiry_|viewing_|application_(submitted|withdrawn)$|guarantee_|offer_|listing_|remittance_)/;

/**
 * Whose work it is: of the organization in which it happened, where one is a member; else of the one that acts there under a
 * mandate, or that is paid from there.
 */
export function workOf(news: Told, { memberships }: Reader): string | undefined {
  const own = memberships.find((it) => it.org_id === news.org_id);
  // Of a tenancy an agency hears where it offered it itself: others who read this kind are its tenants.
  if (own === undefined && /^(tenancy_|notice_given$)/.test(news.kind)) {
    return memberships.find((it) => it.org_id === factOf(news, "agent_org_id"))?.org_id;
  }
  if (own !== undefined || !underMandate.test(news.kind)) return own?.org_id;
  // Who is paid from there is an owner; who acts there is none.
  const isOwner = news.kind.startsWith("remittance_");
  const theirs = memberships.find((it) => it.org_id === factOf(news, "agent_org_id")) ??
    memberships.find((it) => (it.kind === "owner" || it.kind === "developer") === isOwner);
  return theirs?.org_id;
}

/** On which tab of the payments what is told of one stands; the others wait, which is the first. */
const tabs: Readonly<Record<string, string>> = {
  payment_recorded: "asked",
  payment_disputed: "asked",
  payment_rejected: "done",
  payment_expired: "done",
  payment_reversed: "done",
};

/** The address within the work place of `orgId`; undefined: this kind is none of work. */
export function workLink(news: Told, orgId: string): Place | undefined {
  const at = (path: string, id?: string): Place => ({
    to: `/org/${orgId}${path}`,
    ...(id === undefined ? {} : { search: { id } }),
  });
  const { kind, subject_id: subject } = news;
  const tenancy = factOf(news, "tenancy_id");
  switch (kind) {
    case "enquiry_received":
      return at("/people");
    case "viewing_booked":
    case "viewing_cancelled":
      return at("/people/viewings");
    case "application_submitted":
    case "application_withdrawn":
    case "guarantee_answered":
    case "application_fee_to_refund":
      return at(`/people/applications/${subject}`);
    case "history_shared":
    case "history_withheld": {
      const applied = factOf(news, "application_id");
      return at(applied === undefined ? "/people/records" : `/people/applications/${applied}`);
    }
    case "sale_price_answered":
    case "sale_closed":
      return at(`/people/sales/${subject}`);
    case "payment_received":
      return at(tenancy === undefined ? "/money/receipts" : `/money/tenancies/${tenancy}`);
    case "late_fee_set":
    case "late_fee_ended":
      return at(`/money/tenancies/${subject}`);
    case "late_fees_ended":
    case "agency_charges_ended":
      return at("/settings/mandates");
    case "receipt_voided":
    case "receipt_replaced":
      return at("/money/receipts");
    case "provider_short":
      return at("/money/payouts");
    case "remittance_paid":
    case "remittance_reversed":
      return at("/settings/mandates");
    case "platform_fee_set":
    case "platform_fees_collected":
      return at("/money/accounts");
    case "money_member_came":
    case "money_member_lost":
      return at("/settings/team");
    case "invitation_accepted":
      return at(factOf(news, "kind") === "tenant" ? "/lettings" : "/settings/team");
    case "statutory_notice_by_agent":
      return at(`/notices/${factOf(news, "notice_id") ?? subject}`);
    case "title_reviewed":
      return at(`/homes/${subject}`);
    case "rules_warned":
      return at(`/listings/${subject}`);
    case "appeal_decided":
    case "organization_suspended":
    case "organization_restored":
      return at("");
  }
  if (/^offer_/.test(kind)) return at(`/people/offers/${subject}`);
  if (/^payment_/.test(kind)) {
    // What staff found of a disputed one is decided.
    const show = factOf(news, "status") === "confirmed" ? "done" : tabs[kind];
    return {
      to: `/org/${orgId}/money/payments`,
      search: { id: subject, ...(show === undefined ? {} : { show }) },
    };
  }
  if (/^refund_/.test(kind)) return at("/money/refunds", subject);
  if (/^dispute_/.test(kind)) return at("/money/disputes", subject);
  if (/^payout_/.test(kind)) return at("/money/payouts", subject);
  if (/^(payee_account_|direct_settlement_)/.test(kind)) return at("/settings/payee");
  if (/^mandate_/.test(kind)) return at("/settings/mandates");
  if (/^listing_/.test(kind)) return at(`/listings/${subject}`);
  if (/^virtual_account_/.test(kind) && tenancy !== undefined) {
    return at(`/money/tenancies/${tenancy}`);
  }
  if (/^inspection_/.test(kind) && tenancy !== undefined) {
    return at(`/lettings/${tenancy}/inspections/${subject}`);
  }
  if (/^(tenancy_|deposit_|deduction_|notice_given$)/.test(kind)) {
    return at(`/lettings/${subject}`);
  }
  return undefined;
}
