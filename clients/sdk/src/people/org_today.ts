import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";

/** What may need somebody of an organization. */
export type TodayPart =
  /** Proofs of transfers, cash and cheques that nobody has confirmed. */
  | "payments"
  /** Rows of bank statements that nobody has matched with a payment. */
  | "bank_rows"
  /** Asked for, and waiting for a second person. */
  | "payouts"
  /** To be decided, or to be paid out by hand. */
  | "refunds"
  /** Payments that the payer's bank disputes. */
  | "disputes"
  /** Kept of a deposit, disputed by a tenant, and not answered. */
  | "deductions"
  /** Sent back by staff, suspended, stale, or about to be. */
  | "listings"
  | "enquiries"
  /** Today's and tomorrow's. */
  | "viewings"
  | "applications"
  /** Offers and counter-offers to which the other side waits for an answer. */
  | "offers"
  /** Offered to you by owners. */
  | "mandates"
  /** Tenancies that end within 90 days, or are over while the tenants stay. */
  | "endings"
  /** Statutory notices to serve, and notices that tenants gave. */
  | "notices"
  /** To carry out, to sign, or to correct. */
  | "inspections";

/** One thing that needs somebody. */
export interface TodayRow {
  /** Of the payment, listing, enquiry and so on that the part is about. */
  readonly id: string;
  /**
   * Where it stands: the state of its table, or what is to be done. listings: returned, suspended, stale, expiring;
   * offers: offer, counter_offer; endings: the tenancy's, or renewal_offered; notices: to_serve, given_by_tenant;
   * inspections: to_carry_out, to_sign, disputed; bank_rows: unmatched.
   */
  readonly state: string;
  readonly tenancy_id: string | null;
  readonly listing_id: string | null;
  /** Of an enquiry: where it is answered. */
  readonly conversation_id: string | null;
  /** Of the listing; of a mandate the owner's name. */
  readonly title: string | null;
  readonly property: string | null;
  readonly unit: string | null;
  /** Who pays, asks, comes, applies or rents, as far as you may know. */
  readonly person: string | null;
  readonly kobo: number | null;
  /** Since when it waits. */
  readonly since: string | null;
  /** By when, or when it takes place. */
  readonly until: string | null;
  /** The Nigerian date that it is about: paid, booked, moving in, ending, to be served by. */
  readonly on_day: string | null;
  /** What was said: a message, a reason, a bank's words; of an inspection its kind. */
  readonly note: string | null;
}

/** What waits of one part. */
export interface Waiting {
  /** All that wait. */
  readonly count: number;
  /** Whether you can do something about them. */
  readonly may_act: boolean;
  /** The five most urgent. */
  readonly rows: readonly TodayRow[];
}

/** What needs somebody of an organization, and how it stands. What you may not read is missing. */
export interface OrgToday {
  readonly org_id: string;
  /** Nigerian date. */
  readonly on_day: string;
  readonly needs: Partial<Readonly<Record<TodayPart, Waiting>>>;
  readonly figures: {
    /** Units, and what they are used for today. */
    readonly occupancy?: Readonly<
      Record<"units" | "let" | "vacant" | "reserved" | "stay" | "sold", number>
    >;
    /** This month: what fell or falls due in it, what was paid of that, and what came in, whatever for. */
    readonly month?: {
      readonly from_on: string;
      readonly to_on: string;
      readonly due_kobo: number;
      readonly due_paid_kobo: number;
      readonly collected_kobo: number;
    };
    /** What tenants owe, by how long ago it fell due. */
    readonly ageing?:
      & Readonly<
        Record<
          | "tenancies"
          | "not_due_kobo"
          | "overdue_kobo"
          | "days_1_to_30_kobo"
          | "days_31_to_60_kobo"
          | "days_61_to_90_kobo"
          | "over_90_days_kobo",
          number
        >
      >
      & { readonly oldest_due_on: string | null };
  };
}

/** Everything that needs somebody of an organization of yours, and how it stands, in one call. */
export async function orgToday(estate: Estate, orgId: string): Promise<OrgToday> {
  return dataAs<OrgToday>(await estate.rpc("org_today", { org_id: orgId }));
}
