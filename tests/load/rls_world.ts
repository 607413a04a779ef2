/** The data of the row-level security benchmark: a platform that has run for some years. */
import { createHash } from "node:crypto";

/** How much there is. */
export const sizes = {
  organizations: 1_000,
  properties: 10_000,
  units: 100_000,
  tenancies: 80_000,
  charges: 1_000_000,
} as const;

/** Ids follow from kind and number, so that rows can name each other without being read back. */
const kinds = {
  organization: 1,
  owner: 2,
  manager: 3,
  property: 4,
  unit: 5,
  hold: 6,
  tenancy: 7,
  tenant: 8,
  person: 9,
  charge: 10,
  payment: 11,
  listing: 12,
  conversation: 13,
  application: 14,
  letterhead: 15,
  draft: 16,
  letter: 17,
  consent: 18,
  notice: 19,
} as const;

/** Time of the first ids, in Unix milliseconds. */
const firstMs = 1_700_000_000_000;

/** The id of the n-th row of a kind: a version 7 UUID, one second after the row before it. */
export function idOf(kind: keyof typeof kinds, n: number): string {
  const time = (firstMs + n * 1000).toString(16).padStart(12, "0");
  const noise = createHash("md5").update(`${kinds[kind]}:${n}`).digest("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(0, 3)}-8${noise.slice(3, 6)}-${
    noise.slice(6, 18)
  }`;
}

const id = (kind: keyof typeof kinds, n: string) =>
  `(lpad(to_hex(${firstMs} + (${n})::bigint * 1000), 12, '0') || '7'
    || overlay(left(md5('${kinds[kind]}:' || (${n})::bigint), 18) placing '8' from 4 for 0))::uuid`;

/** Statements that build it, in order, each with what it makes. Triggers and foreign keys are
 * off, so what triggers keep is written here as well. */
export const steps: readonly (readonly [string, string])[] = [
  [
    "organizations",
    `insert into public.profiles (id, display_name)
     select ${id("owner", "n")}, 'Owner ' || n from generate_series(1, ${sizes.organizations}) as n;
     insert into public.profiles (id, display_name)
     select ${
      id("manager", "n")
    }, 'Manager ' || n from generate_series(1, ${sizes.organizations}) as n;
     insert into public.organizations (id, kind, name, address)
     select ${id("organization", "n")}, 'manager', 'Homes ' || n, n || ' Marina, Lagos'
     from generate_series(1, ${sizes.organizations}) as n;
     insert into public.memberships (org_id, user_id, role)
     select ${id("organization", "n")}, ${id("owner", "n")}, 'owner'::public.member_role
     from generate_series(1, ${sizes.organizations}) as n
     union all
     select ${id("organization", "n")}, ${id("manager", "n")}, 'manager'::public.member_role
     from generate_series(1, ${sizes.organizations}) as n;
     insert into private.member_permissions (user_id, permission, org_id)
     select membership.user_id, allowed.permission, membership.org_id
     from public.memberships as membership
     join private.role_permissions as allowed on allowed.role = membership.role`,
  ],
  [
    // The first organization has some six per cent of everything, the last ones a few houses.
    "properties and units",
    `create temporary table owned as
     select n, 1 + floor(${sizes.organizations} * power((n * 0.6180339887) % 1, 2.5))::int as org
     from generate_series(1, ${sizes.properties}) as n;
     insert into public.properties (id, org_id, kind, name, street, area, lga, state, longitude, latitude, shown_location)
     select ${id("property", "n")}, ${
      id("organization", "org")
    }, 'building', 'Court ' || n, n || ' Herbert Macaulay Way',
       'Area ' || n % 200, 'Lagos Mainland', 'Lagos', east, north, extensions.st_point(east, north)
     from owned, lateral (
       select 3.2 + (n * 0.7548776662) % 1 * 0.5 as east, 6.4 + (n * 0.5698402909) % 1 * 0.3 as north
     ) as somewhere;
     create temporary table homes as
     select unit.n, owned.org, owned.n as property from generate_series(1, ${sizes.units}) as unit (n)
     join owned on owned.n = 1 + (unit.n * 7919::bigint) % ${sizes.properties};
     insert into public.units (id, org_id, property_id, label, kind, bedrooms, bathrooms)
     select ${id("unit", "n")}, ${id("organization", "org")}, ${
      id("property", "property")
    }, 'Flat ' || n, 'flat', n % 5, n % 4
     from homes`,
  ],
  [
    "listings",
    `insert into public.listings (id, org_id, unit_id, purpose, status, title, price_kobo, price_per, kind, bedrooms, bathrooms,
       area, lga, state, location, published_at)
     select ${id("listing", "n")}, ${id("organization", "org")}, ${id("unit", "n")}, 'rent',
       (case when n % 10 < 4 then 'published' when n % 10 < 6 then 'paused' else 'let' end)::public.listing_status,
       'Flat ' || n || ' to let', 50000000 + n * 1000::bigint, 'year', 'flat', n % 5, n % 4,
       'Area ' || property % 200, 'Lagos Mainland', 'Lagos',
       extensions.st_point(3.2 + (n * 0.7548776662) % 1 * 0.5, 6.4 + (n * 0.5698402909) % 1 * 0.3)::extensions.geography,
       now() - make_interval(mins => n)
     from homes`,
  ],
  [
    "tenants and tenancies",
    `insert into public.profiles (id, display_name)
     select ${id("person", "n")}, 'Tenant ' || n from generate_series(1, ${sizes.tenancies}) as n;
     insert into public.tenants (id, org_id, user_id, full_name, address)
     select ${id("tenant", "n")}, ${id("organization", "org")}, ${
      id("person", "n")
    }, 'Tenant ' || n, n || ' Akoka Road'
     from homes where n <= ${sizes.tenancies};
     insert into public.unit_holds (id, org_id, unit_id, period, reason)
     select ${id("hold", "n")}, ${id("organization", "org")}, ${id("unit", "n")},
       daterange(date '2025-01-01' + n % 365, null), 'tenancy'
     from homes where n <= ${sizes.tenancies};
     insert into public.tenancies (id, org_id, unit_id, hold_id, nature, status, starts_on, ends_on, rent_kobo, rent_per)
     select ${id("tenancy", "n")}, ${id("organization", "org")}, ${id("unit", "n")}, ${
      id("hold", "n")
    }, 'yearly', 'active',
       date '2025-01-01' + n % 365, date '2027-01-01' + n % 365, 10000000, 'month'
     from homes where n <= ${sizes.tenancies};
     insert into public.tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at)
     select ${id("organization", "org")}, ${id("tenancy", "n")}, ${id("tenant", "n")}, now()
     from homes where n <= ${sizes.tenancies};
     insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
     select ${id("person", "n")}, ${id("tenancy", "n")}, ${id("tenant", "n")}
     from homes where n <= ${sizes.tenancies}`,
  ],
  [
    "charge schedules",
    `insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
     select ${id("organization", "org")}, ${
      id("tenancy", "n")
    }, charge.kind::public.charge_kind, charge.amount_kobo,
       interval '1 month', date '2025-01-01' + n % 365, date '2026-12-31' + n % 365
     from (values ('rent', 10000000), ('service_charge', 1500000)) as charge (kind, amount_kobo), homes
     where n <= ${sizes.tenancies}`,
  ],
  [
    // In the order in which time made them: those of one tenancy lie far apart. One in a hundred is taken back.
    "charges",
    `create temporary table demands as
     select charge.n, homes.n as tenancy, homes.org, charge.n / ${sizes.tenancies} as month
     from generate_series(1, ${sizes.charges * 0.99}) as charge (n)
     join homes on homes.n = 1 + charge.n % ${sizes.tenancies};
     insert into public.charges (id, org_id, tenancy_id, kind, period, due_on, amount_kobo, description, paid_kobo, is_reversed)
     select ${id("charge", "n")}, ${id("organization", "org")}, ${id("tenancy", "tenancy")}, 'rent',
       daterange((date '2025-06-01' + month * 31), (date '2025-06-01' + month * 31 + 31)),
       date '2025-06-01' + month * 31 + tenancy % 28, 10000000, 'Rent of month ' || month,
       case when n % 3 = 0 then 10000000 when n > ${sizes.tenancies} and (n - ${sizes.tenancies}) % 3 = 0 then 5000000 else 0 end,
       n % 99 = 0
     from demands order by n;
     insert into public.charges (id, org_id, tenancy_id, kind, due_on, amount_kobo, description, reverses_id)
     select ${id("charge", "n + 1000000")}, ${id("organization", "org")}, ${
      id("tenancy", "tenancy")
    }, 'rent',
       date '2026-06-01', -10000000, 'Taken back', ${id("charge", "n")}
     from demands where n % 99 = 0`,
  ],
  [
    // Two of three charges are paid, two by one payment.
    "payments and receipts",
    `insert into public.payments (id, org_id, tenancy_id, payer_id, method, reference, status, amount_kobo, paid_at, provider_transaction_id)
     select ${id("payment", "n")}, ${id("organization", "org")}, ${id("tenancy", "tenancy")}, ${
      id("person", "tenancy")
    },
       'paystack', 'EST-bench-' || n, 'succeeded', 10000000, now() - make_interval(mins => (990000 - n)::int), 'T' || n
     from demands where n % 3 = 0 order by n;
     insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
     select ${id("organization", "org")}, ${id("payment", "n")}, ${
      id("charge", "n")
    }, 10000000 from demands where n % 3 = 0
     union all
     select d.org_id, ${id("payment", "d.n")}, ${id("charge", "d.other")}, 5000000
     from (
       select n, ${
      id("organization", "org")
    } as org_id, n + ${sizes.tenancies} as other from demands
       where n % 3 = 0 and n + ${sizes.tenancies} <= ${sizes.charges * 0.99}
     ) as d;
     insert into public.receipts (org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, landlord_name,
       landlord_address, tenant_names, tenant_address, premises, amount_kobo, currency, items, method, payment_reference,
       issued_at, token, token_hash, hash_version, previous_hash, hash)
     select ${id("organization", "org")}, ${id("payment", "n")}, ${
      id("tenancy", "tenancy")
    }, 'rent', 2026, n, 'R-2026-' || n,
       date '2026-06-01', 'Homes', '1 Marina, Lagos', 'Tenant ' || tenancy, tenancy || ' Akoka Road', 'Flat ' || tenancy,
       10000000, 'NGN', '[]', 'paystack', 'EST-bench-' || n, now() - make_interval(mins => (990000 - n)::int), 't' || n,
       sha256(convert_to('t' || n, 'utf8')), 1, '', 'h' || n
     from demands where n % 3 = 0 order by n`,
  ],
  [
    // One in three payments was a transfer that somebody confirmed.
    "offline payments",
    `insert into public.offline_payments (org_id, payment_id, subject_id, source, method, status, reported_by, client_id,
       claimed_kobo, paid_on, confirmed_kobo, received_on)
     select ${id("organization", "org")}, ${id("payment", "n")}, ${
      id("tenancy", "tenancy")
    }, 'payer', 'bank_transfer',
       'confirmed', ${id("person", "tenancy")}, ${
      id("payment", "n")
    }, 10000000, date '2026-06-01', 10000000, date '2026-06-01'
     from demands where n % 9 = 0 order by n`,
  ],
  [
    // Each organization has one account, and is paid out each week.
    "payouts",
    `insert into public.payee_accounts (id, org_id, provider, bank_code, bank_name, last_four, account_name, name_check, status,
       payable_from)
     select ${id("organization", "n")}, ${
      id("organization", "n")
    }, 'paystack', '057', 'Zenith Bank', '4321', 'Homes ' || n,
       'not_checked', 'approved', now() - interval '1 year'
     from generate_series(1, ${sizes.organizations}) as n;
     insert into public.payouts (org_id, payee_org_id, payee_account_id, provider, reference, status, amount_kobo, fee_kobo, client_id,
       paid_at)
     select ${id("organization", "n")}, ${id("organization", "n")}, ${
      id("organization", "n")
    }, 'paystack', 'est-bench-payout-' || week || '-' || n, 'paid', 10000000, 5000, gen_random_uuid(), now() - make_interval(weeks => 105 - week)
     from generate_series(1, 104) as week cross join generate_series(1, ${sizes.organizations}) as n`,
  ],
  [
    // Of one payment in nine the platform took a hundredth.
    "platform fees",
    `insert into public.payment_terms (org_id, fee_kobo, applies_to, bps, flat_kobo, is_given_back)
     select ${
      id("organization", "org")
    }, 100000, 'online', 100, 0, true from demands where n % 9 = 0 order by n;
     insert into public.direct_settlements (org_id, payee_account_id, provider, status, active_from)
     select ${id("organization", "n")}, ${
      id("organization", "n")
    }, 'paystack', 'active', now() from generate_series(1, ${sizes.organizations}) as n;
     insert into public.platform_moves (org_id, entry_id, kind, payment_id, provider, fee_kobo, clearing_kobo, occurred_at)
     select ${id("organization", "org")}, ${id("payment", "n")}, 'taken', ${
      id("payment", "n")
    }, 'paystack', 100000, 100000, now()
     from demands where n % 9 = 0 order by n`,
  ],
  [
    // Of one in thirty payments a part went back, one in ninety is disputed.
    "refunds and disputes",
    `insert into public.refunds (org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, client_id,
       provider_refund_id)
     select ${id("organization", "org")}, ${id("payment", "n")}, ${
      id("tenancy", "tenancy")
    }, 'paystack', 'provider',
       'succeeded', 10000, 'Paid twice', ${id("payment", "n")}, 'R' || n
     from demands where n % 90 = 0 order by n;
     insert into public.disputes (org_id, payment_id, subject_id, method, provider_dispute_id, status, amount_kobo)
     select ${id("organization", "org")}, ${id("payment", "n")}, ${
      id("tenancy", "tenancy")
    }, 'paystack', 'D' || n,
       'won', 10000
     from demands where n % 270 = 0 order by n`,
  ],
  [
    "account numbers of payments",
    `insert into public.payment_accounts (org_id, payment_id, bank_name, account_number, expires_at)
     select ${id("organization", "org")}, ${
      id("payment", "n")
    }, 'Mock Bank', lpad(n::text, 10, '0'), now()
     from demands where n % 27 = 0 order by n`,
  ],
  [
    "account numbers of tenancies",
    `insert into public.virtual_accounts (org_id, tenancy_id, provider, status, bank_name, account_number, account_name)
     select ${id("organization", "org")}, ${
      id("tenancy", "n")
    }, 'paystack', 'open', 'Wema Bank', lpad(n::text, 10, '0'),
       'Tenant ' || n
     from homes where n <= ${sizes.tenancies}`,
  ],
  [
    // Of one in seven tenancies: the deposit became due and went back, or the home changed hands.
    "deposits that go back and homes that were sold",
    `insert into public.deposits_due (org_id, tenancy_id, due_on, basis)
     select ${id("organization", "org")}, ${
      id("tenancy", "n")
    }, date '2026-06-01' + n % 365, '30 days: of the platform'
     from homes where n <= ${sizes.tenancies} and n % 7 = 0;
     insert into public.deposit_returns (org_id, tenancy_id, amount_kobo, method, returned_on, bank_reference, status, client_id,
       answer_by)
     select ${id("organization", "org")}, ${
      id("tenancy", "n")
    }, 10000000, 'bank_transfer', date '2026-06-01', 'R' || n, 'confirmed',
       ${id("tenancy", "n")}, now()
     from homes where n <= ${sizes.tenancies} and n % 7 = 0;
     insert into public.tenancy_handovers (org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id,
       handed_over_on, deposit_kobo, prepaid_kobo)
     select ${id("organization", "org")}, 'taken_over', ${id("tenancy", "n")}, ${
      id("tenancy", "n")
    }, ${id("organization", `1 + n % ${sizes.organizations}`)},
       'Who sold it', gen_random_uuid(), date '2026-06-01', 10000000, 0
     from homes where n <= ${sizes.tenancies} and n % 7 = 0`,
  ],
  [
    // The charge of a fee has a number above those of rent and of what is taken back.
    "applications and their fees",
    `insert into public.applications (id, org_id, listing_id, applicant_id, move_in_on, term_months, occupation, income_band,
       status, submitted_at)
     select ${id("application", "n")}, ${id("organization", "org")}, ${id("listing", "n")}, ${
      id("person", `1 + n % ${sizes.tenancies}`)
    },
       date '2026-12-01', 12, 'Trader', (enum_range(null::public.income_band))[1], 'submitted', now()
     from homes where n % 10 = 0;
     insert into public.charges (id, org_id, application_id, kind, due_on, amount_kobo, description)
     select ${id("charge", "n + 2000000")}, ${id("organization", "org")}, ${
      id("application", "n")
    }, 'application_fee', date '2026-12-01',
       500000, 'To look into the application'
     from homes where n % 10 = 0;
     insert into public.application_fees (charge_id, org_id, application_id, kind, is_refundable, client_id)
     select ${id("charge", "n + 2000000")}, ${id("organization", "org")}, ${
      id("application", "n")
    }, 'processing', true, ${id("application", "n")}
     from homes where n % 10 = 0`,
  ],
  [
    "notifications",
    `insert into public.notifications (user_id, kind, title, subject_id)
     select case n % 8 when 0 then ${
      id("owner", `1 + floor(${sizes.organizations} * power((n * 0.6180339887) % 1, 2.5))`)
    } else ${
      id("person", `1 + n % ${sizes.tenancies}`)
    } end, 'payment_settled', 'Your payment was received', ${id("payment", "n")}
     from generate_series(1, 500000) as n`,
  ],
  [
    // Of one in three tenancies something is due; a house in two is told something.
    "reminders and announcements",
    `insert into public.reminders (org_id, tenancy_id, due_on, days, told_on, amount_kobo)
     select ${id("organization", "org")}, ${
      id("tenancy", "n")
    }, date '2026-06-01', 3, date '2026-06-04', 10000000
     from homes where n <= ${sizes.tenancies} and n % 3 = 0;
     insert into public.announcements (org_id, client_id, language, publish_at, planned_people, published_at, people, created_by)
     select ${id("organization", "n")}, gen_random_uuid(), 'en', now(), 10, now(), 10, ${
      id("owner", "n")
    }
     from generate_series(1, ${sizes.organizations}) as n, generate_series(1, 20)`,
  ],
  [
    // Each organization had three letterheads, and wrote a dozen times to all of its tenants.
    "letters and letterheads",
    `insert into public.organization_logos (id, org_id, path, width, height, size_bytes, sha256, upload_path)
     select ${id("letterhead", "n * 3 + turn")}, ${id("organization", "n")}, ${
      id("organization", "n")
    } || '/' || turn || '/logo.png', 600, 240, 20000, repeat('ab', 32), n || '/' || turn
     from generate_series(1, ${sizes.organizations}) as n, generate_series(0, 2) as turn;
     insert into public.letterheads (id, org_id, signatory_name, signatory_title, logo_id)
     select logo.id, logo.org_id, 'Ada Okafor', 'Managing Director', logo.id from public.organization_logos as logo;
     insert into public.letter_templates (id, org_id, client_id, name)
     select logo.id, logo.org_id, logo.id, 'A letter' from public.organization_logos as logo;
     insert into public.letter_template_texts (template_id, org_id, language, subject, body)
     select template.id, template.org_id, language, 'Your home', 'Dear {{tenant_names}}'
     from public.letter_templates as template, unnest(enum_range(null::public.locale)) as language;
     insert into public.letter_drafts (id, org_id, client_id, template_id, texts, sent_at, letters)
     select ${id("draft", "n * 12 + turn")}, ${id("organization", "n")}, gen_random_uuid(), ${
      id("letterhead", "n * 3")
    }, '{"en":{"subject":"Your home","body":"Dear tenants"}}', now(), 1
     from generate_series(1, ${sizes.organizations}) as n, generate_series(0, 11) as turn;
     insert into public.letters (id, org_id, draft_id, tenancy_id, letterhead_id, year, serial, number, written_on, sender_name,
       sender_address, addressee, addressee_address, premises, language, subject, body)
     select ${id("letter", "n * 12 + turn")}, ${id("organization", "org")}, ${
      id("draft", "org * 12 + turn")
    }, ${id("tenancy", "n")}, ${
      id("letterhead", "org * 3")
    }, 2026, n * 12 + turn, 'L-2026-' || n * 12 + turn, date '2026-06-01',
       'Homes ' || org, org || ' Marina, Lagos', 'Tenant ' || n, n || ' Akoka Road', 'Flat ' || n, 'en', 'Your home', 'Dear tenants'
     from homes, generate_series(0, 11) as turn where n <= ${sizes.tenancies} order by turn, n;
     insert into public.letter_withdrawals (letter_id, org_id, reason)
     select letter.id, letter.org_id, 'A wrong amount' from public.letters as letter where letter.serial % 50 = 0;
     insert into public.letter_readings (letter_id, user_id, org_id)
     select letter.id, person.user_id, letter.org_id
     from public.letters as letter join private.tenancy_people as person on person.tenancy_id = letter.tenancy_id
     where letter.serial % 3 = 0`,
  ],
  [
    // Every eighth tenancy was given a notice.
    "statutory notices",
    `insert into public.statutory_notices (id, org_id, tenancy_id, client_id, form, year, serial, number, nature, ruleset_id,
       ruleset_version, computed, written_on, serve_by, takes_effect_on, grounds, letterhead_id, sender_name, sender_address,
       landlord_name, addressee, addressee_address, premises, body)
     select ${id("notice", "n")}, ${id("organization", "org")}, ${
      id("tenancy", "n")
    }, gen_random_uuid(), 'quit', 2026, n,
       'N-2026-' || n, 'yearly', ruleset.id, ruleset.version, '{}', date '2026-06-01', date '2026-06-30', date '2026-12-31',
       'The term ends', ${
      id("letterhead", "org * 3")
    }, 'Homes ' || org, org || ' Marina, Lagos', 'Homes ' || org, 'Tenant ' || n,
       n || ' Akoka Road', 'Flat ' || n, 'Take notice'
     from homes cross join (select id, version from public.notice_rulesets where in_force is not null order by id limit 1) as ruleset
     where n <= ${sizes.tenancies} and n % 8 = 0 order by n`,
  ],
  [
    // Everybody tried twice and is verified, and reported three listings; one in ten was suspended, and appealed for.
    "verifications, reports and appeals",
    `create temporary table everybody as
     select n, ${id("person", "n")} as id from generate_series(1, ${sizes.tenancies}) as n
     union all
     select ${sizes.tenancies} + n, ${
      id("owner", "n")
    } from generate_series(1, ${sizes.organizations}) as n;
     insert into public.personal_consents (id, user_id, purpose, version, language)
     select ${
      id("consent", "n * 3 + turn")
    }, everybody.id, 'verify_nin', '2026-11', 'en' from everybody, generate_series(0, 2) as turn;
     insert into public.verification_cases (user_id, kind, status, consent_id, first_name, last_name, last_four, verified_at, expires_at)
     select everybody.id, 'nin', (case turn when 2 then 'verified' else 'failed' end)::public.verification_status,
       ${
      id("consent", "n * 3 + turn")
    }, 'Tenant', 'Of Homes', '1234', case turn when 2 then now() end,
       case turn when 2 then now() + interval '1 year' end
     from everybody, generate_series(0, 2) as turn;
     insert into public.reports (subject, listing_id, reported_by, reason, decision, decided_at, decision_reason)
     select 'listing', ${
      id("listing", `1 + (n * 3 + turn) % ${sizes.units}`)
    }, everybody.id, (enum_range(null::public.report_reason))[1], (enum_range(null::public.report_decision))[1], now(), 'It is let'
     from everybody, generate_series(0, 2) as turn;
     insert into public.appeals (subject, subject_id, org_id, made_by, words, is_granted, decided_at, decision_reason)
     select 'listing', ${id("listing", "n")}, ${id("organization", "org")}, ${
      id("owner", "org")
    }, 'It is free', true, now(), 'It is'
     from homes where n % 10 = 0;
     insert into public.applicant_levels (org_id, level)
     select ${
      id("organization", "n")
    }, 'contact' from generate_series(1, ${sizes.organizations}) as n`,
  ],
  [
    "conversations and messages",
    `insert into public.conversations (id, org_id, listing_id, opened_by, last_message_at)
     select ${id("conversation", "n")}, ${id("organization", "org")}, ${id("listing", "n")}, ${
      id("person", `1 + n % ${sizes.tenancies}`)
    },
       now() - make_interval(mins => n * 7919 % 500000)
     from homes;
     insert into public.messages (org_id, conversation_id, sender_id, client_id, body, number, change_number)
     select ${id("organization", "org")}, ${id("conversation", "homes.n")}, ${
      id("person", `1 + homes.n % ${sizes.tenancies}`)
    },
       gen_random_uuid(), 'Is it still free? ' || turn, turn, turn
     from generate_series(1, 3) as turn, homes;
     update public.conversations as talk
     set message_count = 3, change_count = 3, last_message_id = last.id
     from public.messages as last where last.conversation_id = talk.id and last.number = 3;
     insert into public.conversation_reads (org_id, conversation_id, user_id, message_id, number)
     select org_id, conversation_id, sender_id, id, number from public.messages where number = 3;
     insert into public.message_files (org_id, conversation_id, message_id, uploaded_by, name, mime_type, size_bytes, path, sha256,
       upload_path)
     select org_id, conversation_id, id, sender_id, 'A paper', 'application/pdf', 1000, id || '.pdf', repeat('ab', 32), id || '.pdf'
     from public.messages where number = 3;
     insert into private.conversation_speakers (conversation_id, user_id, org_id)
     select distinct conversation_id, sender_id, org_id from public.messages`,
  ],
];
