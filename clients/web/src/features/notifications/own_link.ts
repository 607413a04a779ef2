/** Where news leads somebody as a person: tenant, buyer, applicant, account. */
import { factOf, type Place, type Reader, type Told } from "./news_reader.ts";

/** What concerns the person alone, whatever else they are; undefined: it is of a home, a deal or of work. */
export function accountLink(news: Told): Place | undefined {
  const { kind, subject_id: subject } = news;
  switch (kind) {
    case "message_received":
    case "message_warned":
    case "message_report_decided":
      return { to: `/messages/${subject}` };
    case "conversation_invited":
      return { to: "/messages" };
    case "announcement_published":
    case "important_announcement":
      return { to: `/announcements/${subject}` };
    case "history_requested":
      return { to: "/me/record" };
    case "search_matched":
      return { to: "/saved" };
    case "scheduler_silent":
      return { to: "/staff/health" };
  }
  if (/^(verification_|signal_)/.test(kind)) return { to: "/me/proof" };
  if (/^(erasure_|data_export_)/.test(kind)) return { to: "/me/data" };
  return undefined;
}

/** To one's own home, application, offer or purchase; undefined: it is none of theirs. */
export function ownLink(news: Told, reader: Reader): Place | undefined {
  const { kind, subject_id: subject } = news;
  const fact = (name: string) => factOf(news, name);
  const mine = (id: string | undefined) =>
    reader.tenancies.find((it) => it.tenancy_id === id)?.tenancy_id;
  const named = mine(fact("tenancy_id")) ?? mine(subject);
  if (named !== undefined) return homeLink(news, named);
  const reference = fact("reference");
  if (kind === "payment_settled" && reference !== undefined) {
    return { to: `/payments/${reference}` };
  }
  // What is told of a payment names no tenancy: it is of the home that is let by who was paid.
  const home = reader.tenancies.find((it) => it.org_id === news.org_id)?.tenancy_id;
  if (/^(payment_|receipt_|refund_|payee_account_changed$|document_shared$)/.test(kind)) {
    return home === undefined ? undefined : homeLink(news, home);
  }
  if (/^viewing_/.test(kind) && reader.person?.id === fact("visitor_id")) return { to: "/saved" };
  const [offer, listing] = [fact("offer_id"), fact("listing_id")];
  const made = (id: string | undefined) => reader.offers.some((it) => it.offer_id === id);
  if (/^sale_/.test(kind) && made(offer)) return { to: `/offers/${offer}/purchase` };
  if (/^offer_/.test(kind) && made(subject)) return { to: `/offers/${subject}` };
  const applied = kind === "application_decided" ||
    kind === "guarantee_answered" &&
      reader.applications.some((it) => it.application_id === subject);
  if (applied && listing !== undefined) return { to: `/l/${listing}/apply` };
  if (kind === "application_fee_demanded") {
    const of = reader.applications.find((it) => it.application_id === fact("application_id"));
    return { to: of === undefined ? "/saved" : `/l/${of.listing_id}/fee` };
  }
  return undefined;
}

/** Deals and payments of somebody without a home there, and what happened to what they had: the board and their account. */
export function lastLink(news: Told): Place | undefined {
  const { kind } = news;
  const offer = /^(sale_closed|sale_price_proposed|home_to_take)$/.test(kind)
    ? factOf(news, "offer_id")
    : undefined;
  if (offer !== undefined) return { to: `/offers/${offer}/purchase` };
  if (/^offer_/.test(kind)) return { to: `/offers/${news.subject_id}` };
  if (/^(viewing_|payment_|receipt_|refund_)/.test(kind)) return { to: "/saved" };
  if (/^(rules_warned|appeal_decided|money_member_lost|organization_)/.test(kind)) {
    return { to: "/me" };
  }
  return undefined;
}

function homeLink(news: Told, tenancy: string): Place {
  const { kind, subject_id: subject } = news;
  const at = (path: string): Place => ({ to: `/home/${tenancy}${path}` });
  const paper = factOf(news, "letter_id") ?? factOf(news, "notice_id");
  if (paper !== undefined) return at(`/notices/${paper}`);
  // Tenants see it from its first offer on; of one that is only planned there is the day.
  if (kind === "inspection_scheduled" || kind === "inspection_cancelled") return at("/inspections");
  if (kind.startsWith("inspection_")) return at(`/inspections/${subject}`);
  // Where what is asked for can be done.
  if (kind === "payment_questioned" || kind === "payment_expired") return at(`/proof/${subject}`);
  if (kind === "payment_recorded") {
    return at(factOf(news, "status") === "confirmed" ? "/money" : "");
  }
  const reference = factOf(news, "reference");
  if (kind.startsWith("payment_") && reference !== undefined) {
    return { to: `/payments/${reference}` };
  }
  if (/^(rent_|late_fee_|virtual_account_|payee_account_)/.test(kind)) return at("/pay");
  if (/^(payment_|receipt_|refund_)/.test(kind)) return at("/money");
  if (/^autopay_/.test(kind)) return at("/autopay");
  if (/^(deposit_|deduction_|notice_)/.test(kind)) return at("/ending");
  if (kind === "document_shared") return at("/tenancy");
  return at("");
}
