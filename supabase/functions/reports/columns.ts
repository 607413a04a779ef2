/** What stands in each report, in which order and under which words. */

/** How a column is read and written. */
export type ColumnKind = "text" | "day" | "lastDay" | "money" | "count";

/** A column of a report. */
export interface Column {
  /** As the database names it. */
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** How much room it gets on paper, in comparison with the others. */
  readonly room: number;
  /** Whether its sum means something. */
  readonly isSummed?: boolean;
  /** What stands where there is none. */
  readonly none?: string;
}

/** A report. */
export interface Report {
  /** The function of the database that makes it. */
  readonly call: string;
  readonly title: string;
  readonly columns: readonly Column[];
}

const text = (key: string, title: string, room = 2): Column => ({ key, title, kind: "text", room });
const day = (key: string, title: string): Column => ({ key, title, kind: "day", room: 1.3 });
/** A day that the database keeps as the first one after it. */
const lastDay = (key: string, title: string): Column => ({ ...day(key, title), kind: "lastDay" });
const money = (key: string, title: string): Column => ({
  key,
  title,
  kind: "money",
  room: 1.8,
  isSummed: true,
});
/** An amount whose sum means nothing: a balance, the rent of different periods. */
const standing = (key: string, title: string): Column => ({ key, title, kind: "money", room: 1.8 });

const place = [
  text("property", "Property"),
  text("unit", "Unit", 1.2),
  text("tenants", "Tenants", 2.4),
];

/** Every report by its name in the address. */
export const reports = {
  "rent-roll": {
    call: "rent_roll",
    title: "Rent roll",
    columns: [
      ...place,
      { ...text("status", "Status", 1.2), none: "empty" },
      day("starts_on", "From"),
      lastDay("ends_on", "Last day"),
      standing("rent_kobo", "Rent"),
      text("rent_per", "Per", 0.9),
      day("paid_through", "Paid through"),
      day("next_due_on", "Next due"),
      money("next_due_kobo", "Next amount"),
      money("arrears_kobo", "Arrears"),
      money("deposit_paid_kobo", "Deposit paid"),
    ],
  },
  collections: {
    call: "collections",
    title: "Collections",
    columns: [
      day("day", "Day"),
      text("method", "Method"),
      text("kind", "For"),
      { key: "payments", title: "Payments", kind: "count", room: 1 },
      money("amount_kobo", "Amount"),
    ],
  },
  ageing: {
    call: "ageing",
    title: "Ageing of what is owed",
    columns: [
      ...place,
      money("not_due_kobo", "Not yet due"),
      money("days_1_to_30_kobo", "1 to 30 days"),
      money("days_31_to_60_kobo", "31 to 60 days"),
      money("days_61_to_90_kobo", "61 to 90 days"),
      money("over_90_days_kobo", "Over 90 days"),
      money("overdue_kobo", "Overdue"),
      day("oldest_due_on", "Oldest since"),
    ],
  },
  "owner-statement": {
    call: "owner_statement",
    title: "Owner statement",
    columns: [
      day("day", "Day"),
      text("entry", "Entry", 1.1),
      text("description", "Description", 3),
      ...place,
      money("charged_kobo", "Charged"),
      money("received_kobo", "Received"),
      standing("balance_kobo", "Balance"),
    ],
  },
  "service-charges": {
    call: "service_charge_account",
    title: "Service charge account",
    columns: [
      ...place,
      money("opening_kobo", "Open before"),
      money("charged_kobo", "Charged"),
      money("received_kobo", "Received"),
      money("closing_kobo", "Open after"),
    ],
  },
  "platform-fees": {
    call: "platform_fees",
    title: "What the platform took",
    columns: [
      day("day", "Day"),
      text("entry", "Entry", 1.1),
      text("reference", "Payment", 3),
      standing("payment_kobo", "Of"),
      money("fee_kobo", "Fee"),
      text("held_by", "Out of", 1.2),
      money("owed_kobo", "Owed"),
    ],
  },
  "rent-relief": {
    call: "rent_relief_statement",
    title: "Rent paid, for rent relief",
    columns: [
      text("number", "Receipt", 1.5),
      day("received_on", "Received on"),
      text("landlord_name", "Landlord"),
      text("landlord_address", "Landlord's address", 2.4),
      text("tenant_names", "Tenants"),
      text("premises", "Premises", 2.6),
      day("period_from", "From"),
      day("period_to", "To"),
      money("amount_kobo", "Rent paid"),
    ],
  },
} as const satisfies Record<string, Report>;

/** The name of a report in the address. */
export type ReportName = keyof typeof reports;

/** A row as the database gives it. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

/** What stands in a cell, before it is written as a table or a paper writes it. */
export function valueOf({ key, kind, none }: Column, row: ReportRow): ReportRow[string] {
  const value = row[key] ?? none ?? null;
  if (kind !== "lastDay" || value === null) return value;
  return new Date(Date.parse(String(value)) - 86_400_000).toISOString().slice(0, 10);
}
