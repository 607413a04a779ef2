/** Where a piece of news leads: to what it is about, for who sees that as a tenant. */
import type { ListedNotification } from "@estate/sdk";

/** An address of the app; undefined: it says all that there is. */
export function linkOf(
  news: Pick<ListedNotification, "kind" | "subject_id" | "payload">,
  tenancies: readonly string[],
): string | undefined {
  const facts = (news.payload ?? {}) as Readonly<Record<string, unknown>>;
  const fact = (name: string) => typeof facts[name] === "string" ? facts[name] : undefined;
  const mine = (id: string | undefined) =>
    id !== undefined && tenancies.includes(id) ? id : undefined;
  const tenancy = mine(fact("tenancy_id")) ?? mine(news.subject_id);
  if (/^(message_received|conversation_invited|enquiry_received|message_warned)$/.test(news.kind)) {
    return news.kind === "message_received" ? `/messages/${news.subject_id}` : "/messages";
  }
  if (/^(announcement_published|important_announcement)$/.test(news.kind)) {
    return `/announcements/${news.subject_id}`;
  }
  const paper = fact("letter_id") ?? fact("notice_id");
  if (tenancy !== undefined && paper !== undefined) return `/home/${tenancy}/notices/${paper}`;
  if (news.kind === "history_requested") return "/me/record";
  const inspection = fact("inspection_id") ??
    (news.kind.startsWith("inspection_") ? news.subject_id : undefined);
  if (tenancy !== undefined && inspection !== undefined && inspection !== tenancy) {
    // Tenants see it from its first offer on; of one that is only planned there is the day.
    return news.kind === "inspection_scheduled"
      ? `/home/${tenancy}/inspections`
      : `/home/${tenancy}/inspections/${inspection}`;
  }
  const reference = fact("reference");
  if (news.kind.startsWith("payment_") && reference !== undefined) return `/payments/${reference}`;
  if (/^offer_/.test(news.kind)) return `/offers/${news.subject_id}`;
  const [offer, listing] = [fact("offer_id"), fact("listing_id")];
  if (news.kind === "sale_closed" && offer !== undefined) return `/offers/${offer}/purchase`;
  if (news.kind === "application_decided" && listing !== undefined) return `/l/${listing}/apply`;
  if (tenancy === undefined) return undefined;
  if (/^(rent_due|rent_overdue|late_fee_charged)$/.test(news.kind)) return `/home/${tenancy}/pay`;
  if (/^(payment_|receipt_)/.test(news.kind)) return `/home/${tenancy}/money`;
  if (/^(deposit_|notice_)/.test(news.kind)) return `/home/${tenancy}/ending`;
  return `/home/${tenancy}`;
}
