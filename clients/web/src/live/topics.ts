/**
 * What news of each kind makes stale: the first part of query keys, by kind of notification. A query of somebody signed in
 * begins its key with one of these words; whoever adds a kind to the database adds its row here (a test says so).
 */

/** First parts of query keys. */
export const topics = [
  "hats",
  "today",
  "charges",
  "payments",
  "receipts",
  "tenancy",
  "notices",
  "inspections",
  "messages",
  "notifications",
  "saved",
  "enquiries",
  "viewings",
  "applications",
  "offers",
  "sales",
  "listings",
  "homes",
  "money",
  "refunds",
  "payouts",
  "accounts",
  "autopay",
  "deposits",
  "mandates",
  "team",
  "papers",
  "announcements",
  "verification",
  "privacy",
  "staff",
  "history",
] as const;

/** One of them. */
export type Topic = (typeof topics)[number];
