/** The data of the reports' benchmark: that of row-level security, with what reports tell besides the rent. */
import { idOf, steps } from "./rls_world.ts";

const needed = new Set([
  "organizations",
  "properties and units",
  "listings",
  "tenants and tenancies",
  "charges",
  "payments and receipts",
  "offline payments",
  "applications and their fees",
]);

/** Statements that build it, in order, each with what it makes; triggers and foreign keys are off. */
export const reportSteps: readonly (readonly [string, string])[] = [
  ...steps.filter(([what]) => needed.has(what)),
  [
    "deposits, service charges and schedules",
    `insert into public.charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, paid_kobo)
     select org_id, id, 'caution_deposit', starts_on, 5000000, 'Caution deposit', case when hashtext(id::text) % 2 = 0 then 5000000 else 0 end
     from public.tenancies;
     update public.charges set kind = 'service_charge', period = null, description = 'Service charge'
     where kind = 'rent' and hashtext(id::text) % 6 = 0;
     insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, next_no)
     select org_id, id, 'rent', 10000000, interval '1 month', starts_on, ends_on, 18 from public.tenancies`,
  ],
  [
    // Of each house in twenty somebody asked, bid, came to look, and a listing went stale; years of the same are over.
    "what waits for somebody",
    `update public.listings set confirm_by = now() + interval '20 days' where status = 'published';
     update public.listings set status = 'stale' where status = 'paused' and hashtext(id::text) % 20 = 0;
     insert into public.enquiries (org_id, listing_id, enquirer_id, conversation_id, message, status, closed_reason)
     select listing.org_id, listing.id, tenant.user_id, gen_random_uuid(), 'Is it free?',
       (case when turn = 1 and hashtext(listing.id::text) % 20 = 0 then 'new' else 'closed' end)::public.enquiry_status,
       case when turn = 1 and hashtext(listing.id::text) % 20 = 0 then null else 'Let to somebody' end
     from public.listings as listing join public.tenancies as tenancy on tenancy.unit_id = listing.unit_id
     join public.tenancy_parties as party on party.tenancy_id = tenancy.id join public.tenants as tenant on tenant.id = party.tenant_id
     cross join generate_series(1, 3) as turn;
     insert into public.offers (org_id, listing_id, unit_id, purpose, price_per, status, expires_at)
     select org_id, id, unit_id, 'rent', 'year',
       (case when hashtext(id::text) % 20 = 1 then 'open' else 'declined' end)::public.offer_status, now() + interval '3 days'
     from public.listings where hashtext(id::text) % 4 = 1;
     insert into public.offer_rounds (org_id, offer_id, round, made_by_side, amount_kobo, expires_at)
     select org_id, id, 1, 'offeror', 100000000, now() + interval '3 days' from public.offers;
     insert into public.viewing_slots (org_id, listing_id, starts_at, ends_at)
     select org_id, id, at, at + interval '1 hour'
     from public.listings cross join generate_series(now() - interval '8 days', now() + interval '2 days', interval '2 days') as at
     where hashtext(id::text) % 5 = 1;
     insert into public.viewings (org_id, slot_id, seat_no, user_id, during)
     select slot.org_id, slot.id, 1, tenant.user_id, tstzrange(slot.starts_at, slot.ends_at)
     from public.viewing_slots as slot join public.listings as listing on listing.id = slot.listing_id
     join public.tenancies as tenancy on tenancy.unit_id = listing.unit_id
     join public.tenancy_parties as party on party.tenancy_id = tenancy.id join public.tenants as tenant on tenant.id = party.tenant_id;
     update public.offline_payments set status = 'submitted', answer_by = now() + interval '3 days', confirmed_kobo = null,
       received_on = null where hashtext(id::text) % 50 = 0`,
  ],
];

/** A report, who asks for it and with what. */
export interface ReportCase {
  readonly name: string;
  readonly user: string;
  readonly call: string;
  readonly values: readonly string[];
  /** Whether it is held to the bar: a year of the largest organization is a book, not a page. */
  readonly isHeld: boolean;
}

const month = ["2026-04-01", "2026-04-30"];
const year = ["2026-01-01", "2026-12-31"];

/** Every report of the n-th organization. @param property one of its properties */
export function reportsOf(name: string, org: number, property: string): ReportCase[] {
  const ask = (what: string, call: string, values: readonly string[] = [], isHeld = true) => ({
    name: `${name}: ${what}`,
    user: idOf("owner", org),
    call,
    values: [idOf("organization", org), ...values],
    isHeld,
  });
  return [
    ask("today", "public.org_today($1) as today"),
    ask("rent roll", "public.rent_roll($1)"),
    ask("ageing", "public.ageing($1)"),
    ask("collections of a month", "public.collections($1, $2, $3)", month),
    ask("collections of a year", "public.collections($1, $2, $3)", year),
    ask("owner statement of a month", "public.owner_statement($1, $2, $3)", month),
    ask("owner statement of a property's year", "public.owner_statement($1, $2, $3, $4)", [
      ...year,
      property,
    ]),
    ask("owner statement of a year", "public.owner_statement($1, $2, $3)", year, org !== 1),
    ask("service charges of a year", "public.service_charge_account($1, $2, $3)", year),
  ];
}

/** The statement for rent relief of the n-th tenant. */
export function reliefOf(tenant: number): ReportCase {
  return {
    name: "a tenant: rent relief",
    user: idOf("person", tenant),
    call: "public.rent_relief_statement($1)",
    values: ["2026"],
    isHeld: true,
  };
}
