/** For each job of the clock: more rows than a batch of it takes, and how many of them still wait. */

/** How many people, homes and tenancies there are. */
const rows = 450;

/** What a job is given to do. */
export interface Backlog {
  /** Statements that make it, on top of `base`. */
  readonly fill: string;
  /** Counts, as `waiting`, what the job has not done yet. */
  readonly waiting: string;
}

/**
 * People, homes and tenancies in force of the world's organization, numbered, in table `base`. As if their triggers had
 * run: a backlog is about what the job does, and made ten times as fast.
 */
export const base = `
  set session_replication_role = replica;
  create table public.base as
  select n, gen_random_uuid() as person, gen_random_uuid() as unit, gen_random_uuid() as listing,
    gen_random_uuid() as hold, gen_random_uuid() as tenancy, gen_random_uuid() as search,
    home.org_id, home.property_id, home.listing_id as published
  from generate_series(1, ${rows}) as n
  cross join (
    select unit.org_id, unit.property_id, listing.id as listing_id
    from listings as listing join units as unit on unit.id = listing.unit_id
    where listing.status = 'published' and listing.purpose = 'rent' order by listing.id limit 1
  ) as home;
  insert into auth.users (id, email) select person, person || '@example.ng' from base;
  insert into profiles (id, display_name) select person, 'Person ' || n from base;
  insert into units (id, org_id, property_id, label, kind, bedrooms, bathrooms)
  select unit, org_id, property_id, 'Door ' || n, 'flat', 2, 1 from base;
  insert into unit_holds (id, org_id, unit_id, period, reason)
  select hold, org_id, unit, daterange('2025-11-01', null), 'tenancy' from base;
  insert into tenancies (id, org_id, unit_id, hold_id, nature, status, starts_on, ends_on, rent_kobo, rent_per)
  select tenancy, org_id, unit, hold, 'yearly', 'active', '2025-11-01', '2035-11-01', 120000000, 'year' from base;
  insert into saved_searches (id, user_id, name, frequency, purpose, area)
  select search, person, 'Search ' || n, 'daily', 'rent', 'Nowhere' from base;`;

/** A payment of each tenancy, for a charge of its own, which waited for the other side until a minute ago. */
function offlinePayments(source: "payer" | "payee", status: "submitted" | "recorded"): string {
  const tag = source === "payer" ? "AA" : "BB";
  return `
    insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
    select org_id, tenancy, 'utility', private.lagos_date(), 5000, '${tag}' from base;
    insert into payments (org_id, tenancy_id, method, reference, status, amount_kobo)
    select org_id, tenancy, 'cash', 'OFF-${tag}-BACKLOG-' || n, 'pending', 5000 from base;
    insert into payment_items (org_id, payment_id, charge_id, amount_kobo)
    select payment.org_id, payment.id, charge.id, 5000
    from base join payments as payment on payment.reference = 'OFF-${tag}-BACKLOG-' || base.n
    join charges as charge on charge.tenancy_id = base.tenancy and charge.description = '${tag}';
    insert into offline_payments (org_id, payment_id, subject_id, source, method, status, client_id, claimed_kobo, paid_on, answer_by)
    select payment.org_id, payment.id, payment.tenancy_id, '${source}', 'cash', '${status}', gen_random_uuid(), 5000, private.lagos_date(),
      now() - interval '1 minute'
    from base join payments as payment on payment.reference = 'OFF-${tag}-BACKLOG-' || base.n`;
}

/** By name of the job. */
export const backlogs: Readonly<Record<string, Backlog>> = {
  "announce-autopay": {
    fill: `
      insert into saved_authorizations (id, user_id, provider, channel) select search, person, 'paystack', 'card' from base;
      insert into autopays (org_id, tenancy_id, user_id, authorization_id, consent_id, kinds, most_per_charge_kobo, most_per_month_kobo)
      select org_id, tenancy, person, search, search, '{legal_fee}', 100000, 100000 from base;
      insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
      select org_id, tenancy, 'legal_fee', private.lagos_date(), 6000 * (n % 20 + 1), 'Agreement' from base`,
    waiting:
      `from charges as c join autopays as a on a.tenancy_id = c.tenancy_id and c.kind = any (a.kinds)
      where not exists (select from autopay_plans as p where p.charge_id = c.id)`,
  },
  "expire-holds": {
    fill: `
      insert into unit_holds (org_id, unit_id, period, reason, expires_at)
      select org_id, unit, daterange('2020-01-01', '2021-01-01'), 'payment', now() - interval '1 minute' from base`,
    waiting: "from unit_holds where status = 'active' and expires_at <= now()",
  },
  "end-mandates": {
    fill: `
      insert into mandates (org_id, agent_org_id, property_id, scopes, fee_bps, fee_payer, starts_on, ends_on, status)
      select base.org_id, agency.id, base.property_id, '{list}', 1000, 'owner', '2025-01-01', '2025-02-01',
        (case when n % 2 = 0 then 'active' else 'offered' end)::mandate_status
      from base cross join (select id from organizations where kind = 'agency' limit 1) as agency`,
    waiting:
      "from mandates where status in ('offered', 'active') and ends_on <= private.lagos_date()",
  },
  "mark-stale-listings": {
    fill: `
      insert into listings (id, org_id, unit_id, purpose, status, title, price_kobo, price_per, kind, bedrooms, bathrooms, area,
        lga, state, location, published_at, confirm_by)
      select listing, org_id, unit, 'rent', 'published', 'A flat of long ago', 100000000, 'year', 'flat', 2, 1, 'Yaba',
        'Lagos Mainland', 'Lagos', extensions.st_point(3.37, 6.51), now() - interval '31 days', now() - interval '1 day'
      from base`,
    waiting: "from listings where status = 'published' and confirm_by < now()",
  },
  "advance-tenancies": {
    fill:
      "update tenancies set ends_on = private.lagos_date() where id in (select tenancy from base)",
    waiting: "from tenancies where status = 'active' and ends_on <= private.lagos_date()",
  },
  "expire-history-consents": {
    fill: `
      insert into history_consents (subject_id, org_id, status, purpose, answered_at, expires_at, created_at)
      select person, org_id, status::history_consent_status, 'To let',
        case status when 'granted' then now() - interval '2 days' end,
        case status when 'granted' then now() - interval '1 day' end, now() - interval '40 days'
      from base cross join lateral (select case when n % 2 = 0 then 'granted' else 'requested' end as status) as asked`,
    waiting: "from history_consents where status in ('granted', 'requested')",
  },
  "expire-invitations": {
    fill: `
      insert into invitations (org_id, kind, role, email, token_hash, expires_at)
      select org_id, 'member', 'agent', person || '@example.ng', sha256(person::text::bytea), now() - interval '1 hour' from base`,
    waiting: "from invitations where status = 'pending' and expires_at <= now()",
  },
  "match-saved-searches": {
    fill: "insert into private.listings_to_match (listing_id) select published from base",
    waiting: "from private.listings_to_match",
  },
  "send-search-digests": {
    fill:
      "insert into search_alerts (search_id, listing_id, state) select search, published, 'pending' from base",
    waiting: "from search_alerts where state = 'pending'",
  },
  "generate-charges": {
    fill: `
      insert into charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
      select org_id, tenancy, 'service_charge', 100000, '1 mon', private.lagos_date() - 60, '2035-11-01' from base`,
    waiting: "from charge_schedules where next_on <= private.lagos_date()",
  },
  "draw-credit": {
    fill: `
      insert into payments (id, org_id, tenancy_id, method, reference, status, amount_kobo, paid_at)
      select person, org_id, tenancy, 'paystack', 'EST-' || person, 'succeeded', 100, now() from base;
      insert into payment_credits (payment_id, org_id, tenancy_id, left_kobo) select person, org_id, tenancy, 100 from base;
      insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
      select org_id, tenancy, 'utility', private.lagos_date(), 60, 'Diesel' from base cross join generate_series(1, 2)`,
    waiting: "from payment_credits where left_kobo > 0",
  },
  "post-late-fees": {
    fill: `
      insert into late_fee_rules (org_id, tenancy_id, grace_days, bps, from_on, looked_on)
      select org_id, tenancy, 0, 500, private.lagos_date() - 30, private.lagos_date() - 1 from base;
      insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
      select org_id, tenancy, 'utility', private.lagos_date() - 20, 10000, 'Diesel' from base`,
    waiting: "from late_fee_rules where looked_on < private.lagos_date()",
  },
  "order-missing-papers": {
    fill: `
      insert into payments (id, org_id, tenancy_id, method, reference, status, amount_kobo, paid_at)
      select hold, org_id, tenancy, 'paystack', 'EST-' || hold, 'succeeded', 100, now() from base;
      insert into receipts (org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, landlord_name, landlord_address,
        tenant_names, premises, amount_kobo, currency, items, method, payment_reference, token, token_hash, hash_version,
        previous_hash, hash)
      select org_id, hold, tenancy, 'rent', 2019, n, 'R-2019-' || n, '2019-01-01', 'Ada Homes', 'Yaba', 'Bola Ade', 'Flat ' || n,
        100, 'NGN', '[]', 'paystack', 'EST-' || hold, 't' || n, sha256(convert_to('t' || n, 'utf8')), 2, '', 'h' || n
      from base`,
    waiting: `from receipts where year = 2019 and not exists (
      select from private.receipt_papers as paper where paper.receipt_id = receipts.id)`,
  },
  "expire-payment-proofs": {
    fill: offlinePayments("payer", "submitted"),
    waiting: "from offline_payments where status = 'submitted' and answer_by <= now()",
  },
  "settle-recorded-payments": {
    fill: offlinePayments("payee", "recorded"),
    waiting: "from offline_payments where status = 'recorded' and answer_by <= now()",
  },
  "settle-deposit-returns": {
    fill: `
      insert into deposit_returns (org_id, tenancy_id, amount_kobo, method, returned_on, client_id, answer_by)
      select org_id, tenancy, 100, 'cash', private.lagos_date(), person, now() - interval '1 minute' from base`,
    waiting: "from deposit_returns where status = 'recorded' and answer_by <= now()",
  },
  "tell-of-overdue-deposits": {
    fill: `
      insert into deposits_due (tenancy_id, org_id, due_on, basis)
      select tenancy, org_id, private.lagos_date() - 1, 'As agreed' from base`,
    waiting: "from deposits_due where told_at is null and due_on < private.lagos_date()",
  },
  "prove-ledgers": {
    fill: `
      insert into organizations (kind, name, address) select 'owner', 'Owner ' || n, n || ' Broad Street, Lagos' from base;
      insert into private.ledger_proofs (org_id, proved_on)
      select id, private.lagos_date() - 1 from organizations on conflict do nothing`,
    waiting: "from private.ledger_proofs where proved_on < private.lagos_date()",
  },
  "expire-applications": {
    fill: `
      insert into applications (org_id, listing_id, applicant_id, status, updated_at)
      select org_id, published, person, 'draft', now() - interval '61 days' from base`,
    waiting: "from applications where status = 'draft' and updated_at < now() - interval '60 days'",
  },
  "expire-offers": {
    fill: `
      insert into offers (org_id, listing_id, unit_id, offeror_id, purpose, price_per, expires_at)
      select base.org_id, published, listing.unit_id, person, 'rent', 'year', now() - interval '1 minute'
      from base join listings as listing on listing.id = published`,
    waiting: "from offers where status = 'open' and expires_at <= now()",
  },
  "note-overdue-refunds": {
    fill: `
      insert into payments (id, org_id, tenancy_id, method, reference, status, amount_kobo, paid_at)
      select listing, org_id, tenancy, 'paystack', 'EST-OVERDUE-' || n, 'succeeded', 100, now() from base;
      insert into refunds (org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, provider_refund_id, approved_at)
      select org_id, listing, tenancy, 'paystack', 'provider', 'pending', 100, 'Paid twice', 'OVERDUE-' || n, now() - interval '16 days'
      from base`,
    waiting:
      `from refunds where status = 'pending' and approved_at < now() - interval '15 days' and not exists (
      select from payment_exceptions where kind = 'refund_overdue' and fingerprint = refunds.id::text)`,
  },
  "publish-announcements": {
    fill: `
      insert into announcements (org_id, client_id, tenancy_ids, language, publish_at, planned_people)
      select org_id, tenancy, array[tenancy], 'en', now() - interval '1 minute', 0 from base;
      insert into announcement_texts (announcement_id, org_id, language, title, body)
      select announcement.id, announcement.org_id, 'en', 'Water', 'The water is cut' from announcements as announcement
      join base on base.tenancy = announcement.client_id`,
    waiting: "from announcements where published_at is null and publish_at <= now()",
  },
  "remind-of-charges": {
    fill: `
      insert into organizations (kind, name, address) select 'owner', 'Landlord ' || n, n || ' Marina, Lagos' from base;
      insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
      select org_id, tenancy, 'legal_fee', private.lagos_date(), 6000, 'Agreement' from base`,
    waiting: `from organizations as o where o.suspended_at is null
      and not exists (select from private.reminder_looks as look where look.org_id = o.id)`,
  },
  "remind-of-disputes": {
    fill: `
      insert into payments (id, org_id, tenancy_id, method, reference, status, amount_kobo, paid_at)
      select search, org_id, tenancy, 'paystack', 'EST-DISPUTED-' || n, 'succeeded', 100, now() from base;
      insert into disputes (org_id, payment_id, subject_id, method, provider_dispute_id, status, amount_kobo, answer_by)
      select org_id, search, tenancy, 'paystack', 'D-' || n, 'open', 100, now() + interval '3 hours' from base`,
    waiting: "from disputes where status = 'open' and reminded_hours is distinct from 4",
  },
  "remind-of-expiring-documents": {
    fill: `
      insert into documents (org_id, tenancy_id, kind, title, storage_path, upload_path, mime_type, size_bytes, sha256, expires_on,
        reminded_days)
      select org_id, tenancy, 'insurance', 'A policy', org_id || '/' || person || '.pdf', person || '/1.pdf', 'application/pdf',
        1000, repeat('ab', 32), private.lagos_date() + 3, case when n % 2 = 0 then 30 end
      from base`,
    waiting: `from documents
      where expires_on between private.lagos_date() and private.lagos_date() + 7 and reminded_days is distinct from 7`,
  },
  "close-deliveries": {
    fill: `
      insert into private.deliveries (user_id, kind, channel, priority, status, next_at, useful_until)
      select person, 'offer_made', 'sms', 1, 'unknown', now() - interval '1 minute', now() from base`,
    waiting: "from private.deliveries where status = 'unknown' and next_at <= now()",
  },
  "make-daily-digests": {
    fill: `
      insert into message_hours (user_id, digest_at) select person, 0 from base;
      insert into notifications (user_id, kind, title, subject_id)
      select person, 'payment_received', 'A payment came in', tenancy from base`,
    waiting: `from base where exists (select from message_hours where user_id = person)
      and not exists (select from private.daily_digests as digest where digest.user_id = person)`,
  },
  "forget-unsent-files": {
    fill: `
      insert into conversations (id, org_id, listing_id, opened_by)
      select listing, org_id, published, person from base;
      insert into message_files (org_id, conversation_id, uploaded_by, name, mime_type, size_bytes, path, sha256, upload_path, created_at)
      select org_id, listing, person, 'A paper', 'application/pdf', 1000, org_id || '/' || person || '.pdf', repeat('ab', 32),
        person || '/1.pdf', now() - interval '25 hours'
      from base`,
    waiting:
      "from message_files where message_id is null and created_at < now() - interval '1 day'",
  },
  "erase-people": {
    // People of their own: what the other jobs are about stays.
    fill: `
      with leavers as (
        insert into auth.users (id, email) select gen_random_uuid(), 'leaver-' || n || '@example.ng' from base where n <= 45 returning id
      ), named as (insert into profiles (id, display_name) select id, 'Leaver' from leavers returning id)
      insert into private.erasure_requests (user_id, erase_at, next_try_at) select id, now(), now() from named`,
    waiting: "from private.erasure_requests where next_try_at <= now()",
  },
  "expire-verifications": {
    fill: `
      insert into personal_consents (id, user_id, purpose, version, language) select tenancy, person, 'verify_nin', '2026-11', 'en' from base;
      insert into verification_cases (id, user_id, kind, status, consent_id, first_name, last_name, last_four, verified_at, expires_at)
      select case when part = 0 then tenancy else unit end, person, 'nin', 'verified', tenancy, 'Ada', 'Okafor', '6789', now(), now()
      from base cross join generate_series(0, 2) as part where part < 2;
      insert into verification_cases (user_id, kind, status, consent_id, first_name, last_name, last_four, verified_at, expires_at)
      select person, 'bvn', 'verified', tenancy, 'Ada', 'Okafor', '6789', now(), now() from base`,
    waiting: "from verification_cases where status = 'verified' and expires_at <= now()",
  },
  "forget-verification-evidence": {
    fill: `
      insert into private.verification_evidence (case_id, hashes, place, sealed, sealed_until, forget_at)
      select gen_random_uuid(), '{x}', tenancy, repeat('A', 60), now(), now() from base cross join generate_series(1, 5)`,
    waiting: "from private.verification_evidence where sealed_until <= now() or forget_at <= now()",
  },
  "rehash-identities": {
    fill: `
      insert into private.identity_peppers (version) values (1), (2) on conflict do nothing;
      select vault.create_secret('a', 'identity_pepper_1'), vault.create_secret('b', 'identity_pepper_2')
      where not exists (select from vault.secrets where name = 'identity_pepper_1');
      insert into private.identity_holders (register, fingerprint, is_exclusive, user_id, case_id)
      select 'nin', '1:' || encode(sha256(convert_to(person || ' ' || part, 'utf8')), 'hex'), true, person, tenancy
      from base cross join generate_series(1, 5) as part`,
    waiting: "from private.identity_holders where version < 2",
  },
  "renew-overviews": {
    fill: `
      insert into private.overviews (kind, purpose, zoom, x, y, body, made_at)
      select 'tile', 'rent', 10, 500 + n, 490, '{}', now() - interval '4 minutes' from base`,
    waiting: "from private.overviews where made_at < now() - interval '3 minutes'",
  },
  "apply-retention": {
    fill: `
      insert into notifications (id, user_id, kind, title, subject_id)
      select overlay(private.uuid_v7_floor(now() - interval '400 days')::text placing lpad(to_hex(n * 10 + part), 12, '0') from 25)::uuid,
        person, 'search_matched', 'Long ago', search
      from base cross join generate_series(0, 4) as part;
      insert into pgmq.a_provider_events (msg_id, enqueued_at, archived_at, vt, message)
      select n, now(), now() - interval '40 days', now(), '{}' from base`,
    waiting: `from (
      select from notifications where id < private.uuid_v7_floor(now() - interval '12 months')
      union all select from pgmq.a_provider_events where archived_at < now() - interval '30 days') as old`,
  },
};

/** Jobs without rows of their own to work off, each with why. */
export const withoutBacklog: Readonly<Record<string, string>> = {
  "wake-jobs":
    "calls the jobs function, which does what waits: tests/database/operations/work_runs_test.ts",
};
